//! The signature of a request to an object storage: AWS Signature Version 4, with the body hashed and sent as it is.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::secret::Keys;

/// A request that is to be signed.
pub(super) struct Unsigned<'r> {
    pub method: &'r str,
    /// The path, percent-encoded.
    pub path: &'r str,
    /// What follows `?`, percent-encoded, its pairs sorted; empty if nothing does.
    pub query: &'r str,
    /// Every header that is signed, by its name in lower case.
    pub headers: &'r [(&'r str, String)],
    /// The SHA-256 of the body.
    pub body: &'r str,
}

/// The `Authorization` header of a request. `time` is written as `20261128T101500Z`.
#[must_use]
pub(super) fn authorization(request: &Unsigned, keys: &Keys, region: &str, time: &str) -> String {
    let mut headers: Vec<(&str, &str)> =
        request.headers.iter().map(|(name, value)| (*name, value.trim())).collect();
    headers.sort_unstable();
    let names = headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
    let mut canonical = format!("{}\n{}\n{}\n", request.method, request.path, request.query);
    for (name, value) in headers {
        let _ = writeln!(canonical, "{name}:{value}");
    }
    let _ = write!(canonical, "\n{names}\n{}", request.body);
    let day = time.get(..8).unwrap_or_default();
    let scope = format!("{day}/{region}/s3/aws4_request");
    let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", sha256(canonical.as_bytes()));
    let first = format!("AWS4{}", keys.secret.reveal()).into_bytes();
    let key = [day, region, "s3", "aws4_request"].iter().fold(first, |key, step| hmac(&key, step));
    let (id, signature) = (keys.id.reveal(), hex(&hmac(&key, &to_sign)));
    format!("AWS4-HMAC-SHA256 Credential={id}/{scope},SignedHeaders={names},Signature={signature}")
}

/// The SHA-256 of these bytes in hexadecimal digits.
#[must_use]
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    code.update(text.as_bytes());
    code.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIME: &str = "20130524T000000Z";

    /// The signature of one of the examples in AWS's reference, “Signature Calculations for the Authorization Header”.
    fn signature(method: &str, target: &str, own: &[(&'static str, &str)], body: &[u8]) -> String {
        let keys = Keys {
            id: "AKIAIOSFODNN7EXAMPLE".into(),
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
            token: None,
        };
        let body = sha256(body);
        let always = [
            ("host", "examplebucket.s3.amazonaws.com"),
            ("x-amz-content-sha256", body.as_str()),
            ("x-amz-date", TIME),
        ];
        let headers: Vec<(&str, String)> =
            own.iter().chain(&always).map(|(name, value)| (*name, (*value).to_owned())).collect();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let request = Unsigned { method, path, query, headers: &headers, body: &body };
        let authorization = authorization(&request, &keys, "us-east-1", TIME);
        authorization.split("Signature=").last().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_published_examples_have_the_published_signatures() {
        assert_eq!(
            signature("GET", "/test.txt", &[("range", "bytes=0-9")], b""),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        );
        assert_eq!(
            signature("GET", "/?max-keys=2&prefix=J", &[], b""),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        );
        let own = [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")];
        assert_eq!(
            signature("PUT", "/test%24file.text", &own, b"Welcome to Amazon S3."),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        );
    }
}
