/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/rules.h"

const struct wallet_lint_rule wlt_lint_annex_b[WLT_LINT_CERTIFICATE_COUNT - WLT_LINT_DEVIATIONS] = {
    [WLT_LINT_COUNTRY_FORM -
     WLT_LINT_DEVIATIONS] = { "certificate-country-form",
                              WALLET_LINT_DEVIATION,
                              "ISO/IEC 18013-5 Annex B, tables B.1 and B.3",
                              { "Its countryName is not two upper-case letters in a "
                                "PrintableString; write the code of ISO 3166-1.",
                                "countryName 不是 PrintableString 中的两个大写字母；请写 ISO "
                                "3166-1 代码。" } },
    [WLT_LINT_NO_COMMON_NAME - WLT_LINT_DEVIATIONS] = { "certificate-no-common-name",
                                                        WALLET_LINT_DEVIATION,
                                                        "ISO/IEC 18013-5 Annex B",
                                                        { "Its subject has no commonName; add one.",
                                                          "主体缺少 commonName；请补上。" } },
    [WLT_LINT_KEY_USAGE -
        WLT_LINT_DEVIATIONS] = { "certificate-key-usage",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "Its key usage is not exactly digitalSignature, or keyCertSign "
                                   "and cRLSign of an authority; set just those.",
                                   "密钥用法须恰为 digitalSignature（CA 为 keyCertSign 与 "
                                   "cRLSign）；请更正。" } },
    [WLT_LINT_PATH_LENGTH -
        WLT_LINT_DEVIATIONS] = { "certificate-path-length",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B, table B.1",
                                 { "An authority of documents must have pathLenConstraint 0; set "
                                   "it.",
                                   "证件 CA 的 pathLenConstraint 须为 0；请设置。" } },
    [WLT_LINT_VALIDITY -
        WLT_LINT_DEVIATIONS] = { "certificate-validity",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "It is valid for longer than Annex B allows (signer 457 days, "
                                   "reader 1187 days, authority 20 years); issue it for less.",
                                   "有效期超过附录 B 的上限（签名证书 457 天，读取方 1187 天，CA "
                                   "20 年）；请缩短。" } },
    [WLT_LINT_EKU_NOT_CRITICAL -
        WLT_LINT_DEVIATIONS] = { "certificate-eku-not-critical",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B, table B.3",
                                 { "Its extended key usage is not marked as critical; mark it.",
                                   "扩展密钥用法未标记为关键扩展；请标记。" } },
    [WLT_LINT_SECOND_EKU -
        WLT_LINT_DEVIATIONS] = { "certificate-second-eku",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B, table B.3",
                                 { "Its extended key usage has a second purpose; leave only the "
                                   "one of its role.",
                                   "扩展密钥用法有第二个用途；只保留其角色的用途。" } },
    [WLT_LINT_CRL_FIELDS -
        WLT_LINT_DEVIATIONS] = { "certificate-crl-fields",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "Its cRLDistributionPoints use reasons or cRLIssuer, which "
                                   "shall not be used; leave them out.",
                                   "cRLDistributionPoints 使用了不得使用的 reasons 或 "
                                   "cRLIssuer；请去掉。" } },
    [WLT_LINT_FORBIDDEN_EXTENSION -
        WLT_LINT_DEVIATIONS] = { "certificate-forbidden-extension",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B, B.1.1",
                                 { "It has an extension that shall not be used (policy mappings, "
                                   "name or policy constraints, inhibitAnyPolicy, freshestCRL); "
                                   "leave it out.",
                                   "含有不得使用的扩展（策略映射、名称或策略约束、inhibitAnyPolicy"
                                   "、freshestCRL）；请去掉。" } },
    [WLT_LINT_CRITICAL_EXTENSION -
        WLT_LINT_DEVIATIONS] = { "certificate-critical-extension",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "An extension other than key usage, basic constraints and "
                                   "extended key usage is critical; make it not critical.",
                                   "除密钥用法、基本约束、扩展密钥用法外还有关键扩展；请改为非关键"
                                   "。" } },
    [WLT_LINT_SKI_VALUE -
        WLT_LINT_DEVIATIONS] = { "certificate-ski-value",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "Its subject key identifier is not the SHA-1 of its public key; "
                                   "make it so (RFC 5280 4.2.1.2, method 1).",
                                   "主体密钥标识符不是公钥的 SHA-1；请按 RFC 5280 4.2.1.2 方法 1 "
                                   "生成。" } },
    [WLT_LINT_AKI_VALUE -
        WLT_LINT_DEVIATIONS] = { "certificate-aki-value",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "Its authority key identifier is not its issuer's subject key "
                                   "identifier; copy that.",
                                   "颁发机构密钥标识符与颁发者的主体密钥标识符不符；请照抄。" } },
    [WLT_LINT_SHORT_SERIAL -
        WLT_LINT_DEVIATIONS] = { "certificate-short-serial",
                                 WALLET_LINT_ADVICE,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "Its serial number is too short for 63 random bits; draw it at "
                                   "random, of 9 to 20 bytes.",
                                   "序列号太短，容不下 63 个随机位；请随机生成 9 至 20 字节。" } },
    [WLT_LINT_KEY_KIND -
        WLT_LINT_DEVIATIONS] = { "certificate-key-kind",
                                 WALLET_LINT_FAULT,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "Its key is none that Annex B allows here; use P-256 or P-384.",
                                   "密钥类型不在附录 B 允许之列；请用 P-256 或 P-384。" } },
    [WLT_LINT_SIGNATURE_KIND -
        WLT_LINT_DEVIATIONS] = { "certificate-signature-kind",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "It is not signed by ECDSA with SHA-256, SHA-384 or SHA-512; "
                                   "sign it so.",
                                   "不是以 ECDSA（SHA-256、SHA-384 或 SHA-512）签名；请改正。" } },
    [WLT_LINT_ISSUER_ALT_NAME -
        WLT_LINT_DEVIATIONS] = { "certificate-issuer-alt-name",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B, tables B.1 and B.3",
                                 { "Its issuerAltName holds neither an e-mail address nor a URI; "
                                   "put one there.",
                                   "issuerAltName 中既无电子邮件也无网址；请补上。" } },
    [WLT_LINT_STATE -
        WLT_LINT_DEVIATIONS] = { "certificate-state",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 Annex B, table B.3",
                                 { "Its stateOrProvinceName is not that of its authority; make "
                                   "them the same.",
                                   "stateOrProvinceName 与 CA 的不同；请改为一致。" } },
    [WLT_LINT_SIGNED_BY_OTHERS -
        WLT_LINT_DEVIATIONS] = { "certificate-signed-by-others",
                                 WALLET_LINT_FAULT,
                                 "ISO/IEC 18013-5 Annex B",
                                 { "The key of its issuer did not sign it, or it is an authority "
                                   "of documents below another; issue it again.",
                                   "不是由其颁发者的密钥签名，或证件 CA "
                                   "不是根证书；请重新签发。" } },
    [WLT_LINT_CERTIFICATE_UNREADABLE -
        WLT_LINT_DEVIATIONS] = { "certificate-unreadable",
                                 WALLET_LINT_FAULT,
                                 "RFC 5280 4.1",
                                 { "It cannot be read, or its key is of a kind that is not handled "
                                   "here; see the detail.",
                                   "无法读取，或密钥类型不受支持；详见说明。" } },
};
