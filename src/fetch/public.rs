//! Addresses that anybody may reach. The others are of the editor's own machine and network: no story may make the program ask them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is neither private, nor reserved, nor of the machine itself.
#[must_use]
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_reserved = match (first, second, third) {
        (0 | 240..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18 | 19, _) => true,
        _ => address.is_multicast() || address.is_documentation(),
    };
    !is_reserved && !address.is_private() && !address.is_loopback() && !address.is_link_local()
}

/// Of the addresses in which one of version 4 is packed, the inner one counts.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0xFFFF, high, low]
        | [0x64, 0xFF9B, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => inner(high, low),
        [0x2001, 0..=0x1FF | 0xDB8, ..] | [0x3FFF, ..] => false,
        [first, ..] => (0x2000..=0x3FFF).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_machine_and_its_network_are_not_public() {
        for own in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::1",
            "2001:db8::1",
            "::7f00:1",
        ] {
            assert!(!is_public(own.parse().unwrap()), "{own}");
        }
        for other in
            ["1.1.1.1", "93.184.216.34", "223.5.5.5", "2606:4700::1111", "2400:3200::1", "::ffff:1.1.1.1"]
        {
            assert!(is_public(other.parse().unwrap()), "{other}");
        }
    }
}
