//! Scripts: simplified and traditional characters, each of which is a slip in a text of the other.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::TextLanguage;

/// The script of a Chinese text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChineseScript {
    /// 简体
    Simplified,
    /// 繁體
    Traditional,
}

/// The most common characters of traditional Chinese that are never used in simplified Chinese.
static TRADITIONAL: LazyLock<FxHashSet<char>> = LazyLock::new(|| ONLY_TRADITIONAL.chars().collect());
const ONLY_TRADITIONAL: &str = "\
    國學會們個這來時說對為發經體過還進動產開關長見業員區場處務電話車東門問題點條數書記實應該與無萬歲節興農黨選幹頭號類級組織範圍總統領導決議單論證質機構設備標準環護衛醫療藥飯館樓廣圖畫樂團隊戰爭義權責賓師\
    傳憶報紙編輯審閱閩贛遼寧陝蘇滬魯鄉鎮縣戲邊鐵麵錢種銀鋼針鍋鎖鏡鍵鈴鉛銅鋁釘鑰鑽錄錯鋪鍛鍊鏈鑼鑒鑑鎧鉤鈔鈣鈉鋒銳銷鋸錐錘鍬鎂鎳鎢鏽鐘鐮鑄鑲鑿釀釋飛飢餓飽飾餅餃饅餘飼飲馬馮駕駛駐駝騎驚驗騰驅驢騙驕驟驛驪魚\
    鮮鯉鯨鱗鳥鳴鳳鴨鴿鵝鷹鶴鷗鶯雞鴉龍龐龜齊齒齡齣黃黴鬥鬧閃閉閒間悶閘閣闊闡陣陰陳陸陽階際隨險隱隻難雖雙雜離雲霧靈靜頂項順須預頑頒頓頗頸頻顆額顏願顧顯風颱飄養驊訂計訊討訓訪許訴診詞詐評試詩誠詢詳誇誌誤語誰\
    課調談請諒諸諾謀謂講謝謠謹識譜譯讀變讓讚豈豐豬貓財貢貧貨販貪貫貯貴貸費貼貿賀賃資賊賞賠賢賣賤賦賬賭賴賺購賽贈贊贏趕趙跡踐躍軌軍軒軟軸較載輔輕輛輝輩輪輸轄轉轎轟辦辭辯遞遠適遲遷遺邁邏郵鄒鄧鄭鄰醜醬釁補裝\
    褲襪襯規覓視親覺覽觀觸訃糧糾紀約紅紋納紐純紗紛紡緊細紳終結絕絡給絲綁綠綢維綱網綴綿緒線緝締緣緩練緯縫縮縱績繞繡繩繪繫繼續纏纖罰罷羅習聖聞聯聰聲聳職聽肅脅脈腦腫腳膚膠膽臉臟臨舉舊艙艦艱艷藝莊莖華萊葉蒼蓋\
    蓮蔣蔔薦薩藍蘆蘋蘭虛虧蟲蝦螞蠅蠟術衝製複襲貝負獎獨獲獵獸獻現瑪瓊畢異當疊瘋瘡癢癥皺盜盞盡監盤眾睏瞞矚碼確磚礎礙礦礫禮禍禪稱積穎穩穫窩窮竄競筆築篩簡簽簾籃籌籠籤粵糞紮漢滅溝滄滯滲滿漁漸潑潔潛潤澀澆澇澤濁\
    濃濕濟濤濫濱濾瀏瀝瀟灑灘灣災烏煉煙煩熱燈燒燙營燦燭爐爛爺爾牆牽犧狀獅歡歐歷歸殘殺殼毀氣沒沖況淚淨淺渾湊測湯溫漲灝槍樣樸樹橋橫檔檢櫃檸櫻欄欽歟攝攤攔擁擇擊擋擔據擠擬擴擺擾攬敗敵斃斬斷晉晝暈暢暫曉曠朧專將\
    尋屆屬岡島峽崗崢嶺嶼幣帥帳帶幟幫庫廁廂廚廟廠廬廳張強彈彌彎彙徑從徹恆恥悅惡惱愛愜態慘慚慣慮慶憂憐憑憤憲懇懷懸懶懼戀戶拋挾捨掃掄掙掛揀揚換揮損搖搗搶摳撈撐撓撥撫撲撿擲園圓塊堅壞墊墳壇壓壘壟壯壺壽夠夢夾奪\
    奮妝婁婦媽嫵嬌嬰孫寶寬寫劃劇劉劍劑勁勛勝勞勢勵勸勻匯匱協卻厭厲參叢吳啞啟喚喪喬喲嗎嗚嘆嘗嘩嘮嘯噴噸嚇嚴囑倆倉偉側偵偽傑傘債傷傾僅僑僕價儀億儉償優儲兇兒冊凍凱別刪剛剝創";
/// The same the other way round. Characters that traditional Chinese has too, with another meaning or as a variant (党、干、范、号、
/// 准、后、里、于), are not among them.
static SIMPLIFIED: LazyLock<FxHashSet<char>> = LazyLock::new(|| ONLY_SIMPLIFIED.chars().collect());
const ONLY_SIMPLIFIED: &str = "国学会们这来时说对为发经体过还进动产开关长见业员区场处务电话车东门问题点条数书记实应该与无万岁节兴农选头类级组织围总统领导决议单论证质机构设备标环护卫医疗药饭馆楼广图画乐团队战义权责宾师传忆报纸编辑审阅闽赣辽宁陕苏沪鲁乡镇县亿亲华语读写讲谢请让认识运办难欢观现觉视买卖钱银铁钟样显热爱儿严丧临举乌习争亏仅从仓众优伟伤伦侠侦侧俭债倾储";

impl TextLanguage {
    /// The script that has no place in its texts; `None` if it is not written in Chinese characters.
    #[must_use]
    pub(crate) fn foreign_script(self) -> Option<ChineseScript> {
        match self {
            Self::SimplifiedChinese => Some(ChineseScript::Traditional),
            Self::TraditionalChinese => Some(ChineseScript::Simplified),
            Self::English => None,
        }
    }
}

impl ChineseScript {
    /// Whether a character belongs to this script alone.
    #[must_use]
    pub(crate) fn has(self, character: char) -> bool {
        match self {
            Self::Simplified => SIMPLIFIED.contains(&character),
            Self::Traditional => TRADITIONAL.contains(&character),
        }
    }
}

impl TextLanguage {
    /// Whether a word, such as a unit, is in another language: Chinese in an English text.
    #[must_use]
    pub(crate) fn is_foreign(self, word: &str) -> bool {
        !self.is_chinese() && word.contains(is_han)
    }
}

/// Whether a paragraph may end in a character: a mark that closes, or the end of an address or a telephone number.
#[must_use]
pub(crate) fn ends_paragraph(last: char) -> bool {
    "。！？…—：；”’）》〉】』」〕.!?:;)\"'".contains(last) || last.is_ascii_alphanumeric()
}

/// Whether a character is a 汉字.
#[must_use]
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '一'..='鿿' | '㐀'..='䶿' | '〇' | '\u{20000}'..='\u{323AF}')
}

/// Whether a character is a mark of Chinese text.
#[must_use]
pub(crate) fn is_mark(character: char) -> bool {
    // Most characters are 汉字, which are none of these.
    !is_han(character) && "，。、；：？！…—·“”‘’（）《》〈〉【】〔〕「」『』".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_belongs_to_both_scripts() {
        let both: Vec<char> =
            ONLY_SIMPLIFIED.chars().filter(|character| ChineseScript::Traditional.has(*character)).collect();
        assert!(both.is_empty(), "{both:?}");
    }

    #[test]
    fn what_both_write_is_foreign_to_neither() {
        for character in "的一是在人有我他之大以和中上下干党范后里台只云".chars() {
            for script in [ChineseScript::Simplified, ChineseScript::Traditional] {
                assert!(!script.has(character), "{character}");
            }
        }
    }
}
