/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

static const char *const sentences[][2] = {
    [WALLET_CODE_UNKNOWN] = { "This code is not a licence.", "这个码不是电子证照。" },
    [WALLET_CODE_LICENCE] = { "This is a licence code.", "这是电子证照码。" },
    [WALLET_CODE_LICENCE_PART] = { "This is one part of a licence that needs several codes.",
                                   "这是电子证照的一部分，全部证照分为多个码。" },
    [WALLET_CODE_HEALTH] = { "This is an EU health certificate.", "这是欧盟健康证明码。" },
    [WALLET_CODE_PAYMENT] = { "This is a payment code, not a licence.",
                              "这是付款码，不是电子证照。" },
    [WALLET_CODE_LINK] = { "This is a web address, not a licence; it was not opened.",
                           "这是网址，不是电子证照；没有打开它。" },
    [WALLET_CODE_WIFI] = { "This is a code for a wireless network, not a licence.",
                           "这是无线网络码，不是电子证照。" },
    [WALLET_CODE_CONTACT] = { "This is a contact card, not a licence.",
                              "这是名片码，不是电子证照。" },
    [WALLET_CODE_MDOC] = { "This code opens a connection to a mobile document; it holds no licence "
                           "itself.",
                           "这是移动证件的连接码，码内没有证照。" },
    [WALLET_CODE_APP] = { "This code opens an app or a mini programme, not a licence; it was not "
                          "opened.",
                          "这是打开应用或小程序的码，不是电子证照；没有打开它。" },
    [WALLET_CODE_CHAT] = { "This code adds a person, a group or an account in WeChat or QQ; it is "
                           "not a licence.",
                           "这是微信或 QQ 的名片、群或公众号码，不是电子证照。" },
    [WALLET_CODE_GOVERNMENT] = { "This is a web address of a government office, not a licence; it "
                                 "was not opened.",
                                 "这是政府网站的网址，不是电子证照；没有打开它。" },
    [WALLET_CODE_BUSINESS_REGISTER] = { "This is the company register's web address, as printed on "
                                        "business licences, not an electronic licence; it was not "
                                        "opened.",
                                        "这是纸质营业执照上的企业公示网址，不是电子证照；没有打开"
                                        "它。" },
    [WALLET_CODE_TAX] = { "This is the code of an invoice or of the tax administration, not a "
                          "licence.",
                          "这是发票或税务码，不是电子证照。" },
    [WALLET_CODE_MEDICAL_INSURANCE] = { "This is a medical insurance code, not a licence.",
                                        "这是医保码（医保电子凭证），不是电子证照。" },
    [WALLET_CODE_MEDICINE] = { "This is the trace code of a medicine, not a licence.",
                               "这是药品追溯码，不是电子证照。" },
    [WALLET_CODE_RAILWAY] = { "This is a code of the railway (12306), not a licence.",
                              "这是铁路 12306 的码，不是电子证照。" },
    [WALLET_CODE_WAYBILL] = { "This is the code of a parcel or a letter, not a licence.",
                              "这是快递或邮件单号，不是电子证照。" },
    [WALLET_CODE_HEALTH_CODE] = { "This is a health code of former years, not a licence.",
                                  "这是以前的健康码，不是电子证照。" },
    [WALLET_CODE_HEALTH_CARD] = { "This is a health card of another country, which cannot be "
                                  "checked here.",
                                  "这是其他国家或地区的健康证明码，此处无法核验。" },
    [WALLET_CODE_CALENDAR] = { "This is a calendar entry, not a licence.",
                               "这是日程码，不是电子证照。" },
    [WALLET_CODE_PLACE] = { "This is a place on the map, not a licence.",
                            "这是地图位置码，不是电子证照。" },
    [WALLET_CODE_TELEPHONE] = { "This is a telephone number, not a licence; nobody was called.",
                                "这是电话号码，不是电子证照；没有拨打。" },
    [WALLET_CODE_MESSAGE] = { "This is a prepared short message or e-mail, not a licence; it was "
                              "not sent.",
                              "这是预填的短信或邮件，不是电子证照；没有发送。" },
    [WALLET_CODE_SECRET] = { "This is a secret of its holder, for signing in or for a SIM: it must "
                             "not be shown to anyone.",
                             "这是持有人的登录密钥或 SIM 激活码，属于秘密：不要向任何人出示。" },
    [WALLET_CODE_CRYPTOCURRENCY] = { "This is an address for a cryptocurrency, not a licence.",
                                     "这是加密货币收款码，不是电子证照。" },
    [WALLET_CODE_BOARDING_PASS] = { "This is a boarding pass, not a licence.",
                                    "这是登机牌，不是电子证照。" },
    [WALLET_CODE_GOODS] = { "This is the code of goods, not a licence.",
                            "这是商品码，不是电子证照。" },
    [WALLET_CODE_SEAL] = { "This is the seal on a visa, a travel document or a foreign paper, "
                           "which "
                           "cannot be checked here.",
                           "这是签证、旅行证件或境外文件上的数字印章，此处无法核验。" },
    [WALLET_CODE_IDENTITY] = { "This is an identity code of another country, which cannot be "
                               "checked here.",
                               "这是其他国家的身份码，此处无法核验。" },
    [WALLET_CODE_WALLET_REQUEST] = { "This code is for another kind of wallet app; it holds no "
                                     "licence itself.",
                                     "这是给其他证件钱包应用用的码，码内没有证照。" },
    [WALLET_CODE_CITIZEN_NUMBER] = { "This is a citizen number alone, not a licence: it proves "
                                     "nothing.",
                                     "这只是公民身份号码，不是电子证照，不能证明身份。" },
    [WALLET_CODE_CLAIM169] = { "This is an identity code (MOSIP Claim 169).",
                               "这是身份码（MOSIP Claim 169）。" },
    [WALLET_CODE_CLAIM169_BROTLI] = { "This may be an identity code (MOSIP Claim 169) packed by "
                                      "Brotli, which is not read here; one packed by zlib is.",
                                      "这可能是用 Brotli 压缩的身份码（MOSIP Claim 169），此处无法"
                                      "读取；用 zlib 压缩的可以读取。" },
};

const char *wallet_code_kind_sentence(enum wallet_code_kind kind, enum wallet_language language)
{
    const size_t row =
        (size_t)kind < sizeof sentences / sizeof *sentences ? (size_t)kind : WALLET_CODE_UNKNOWN;
    return sentences[row][language == WALLET_CHINESE ? 1 : 0];
}
