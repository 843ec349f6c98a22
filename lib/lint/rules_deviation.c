/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/rules.h"

/* The sentences of deviation.c, each with what to do. */

const struct wallet_lint_rule wlt_lint_deviations[WLT_LINT_DEVIATIONS] = {
    [WALLET_DEVIATION_VERSION - 1] = { "certificate-version",
                                       WALLET_LINT_DEVIATION,
                                       "RFC 5280 4.1.2.1",
                                       { "It is not an X.509 version 3 certificate; make it one.",
                                         "不是 X.509 第 3 版证书；请签发第 3 版。" } },
    [WALLET_DEVIATION_SERIAL_NUMBER -
        1] = { "certificate-serial-number",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.1.2.2",
               { "Its serial number is not positive, or longer than 20 bytes; give it a positive "
                 "one.",
                 "序列号不是正数，或超过 20 字节；请改用 20 字节以内的正数。" } },
    [WALLET_DEVIATION_SIGNATURE_ALGORITHM -
        1] = { "certificate-signature-algorithm",
               WALLET_LINT_FAULT,
               "RFC 5280 4.1.1.2",
               { "It is signed by an algorithm that verifiers refuse; sign it by ECDSA with "
                 "SHA-256.",
                 "签名算法不被核验方接受；请改用 ECDSA（SHA-256）。" } },
    [WALLET_DEVIATION_WEAK_DIGEST -
        1] = { "certificate-weak-digest",
               WALLET_LINT_FAULT,
               "RFC 5280 4.1.1.2",
               { "It is signed over SHA-1 or a weaker digest; sign it over SHA-256.",
                 "签名使用 SHA-1 或更弱的摘要算法；请改用 SHA-256。" } },
    [WALLET_DEVIATION_NO_SUBJECT - 1] = { "certificate-no-subject",
                                          WALLET_LINT_DEVIATION,
                                          "RFC 5280 4.1.2.6",
                                          { "Its subject is empty; name who owns the key.",
                                            "证书主体为空；请写明密钥所有者。" } },
    [WALLET_DEVIATION_WRONG_KEY_USAGE -
        1] = { "certificate-wrong-key-usage",
               WALLET_LINT_FAULT,
               "RFC 5280 4.2.1.3",
               { "Its key usage does not allow what it is used for; a signer needs "
                 "digitalSignature, an authority keyCertSign.",
                 "密钥用法不允许其现有用途；签名证书须有 digitalSignature，CA 须有 "
                 "keyCertSign。" } },
    [WALLET_DEVIATION_KEY_USAGE_NOT_CRITICAL -
        1] = { "certificate-key-usage-not-critical",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.2.1.3",
               { "Its key usage is not marked as critical; mark it.",
                 "密钥用法未标记为关键扩展；请标记。" } },
    [WALLET_DEVIATION_NOT_AUTHORITY -
        1] = { "certificate-not-authority",
               WALLET_LINT_FAULT,
               "RFC 5280 4.2.1.9",
               { "It stands above another certificate and is no authority; set CA in its basic "
                 "constraints.",
                 "位于上级位置，但不是 CA 证书；请在基本约束中设置 CA。" } },
    [WALLET_DEVIATION_BASIC_CONSTRAINTS_NOT_CRITICAL -
        1] = { "certificate-basic-constraints-not-critical",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.2.1.9",
               { "Its basic constraints are not marked as critical; mark them.",
                 "基本约束未标记为关键扩展；请标记。" } },
    [WALLET_DEVIATION_NO_SKI -
        1] = { "certificate-no-ski",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.2.1.2",
               { "It has no subject key identifier; add one.", "缺少主体密钥标识符；请补上。" } },
    [WALLET_DEVIATION_NO_AKI -
        1] = { "certificate-no-aki",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.2.1.1",
               { "It has no authority key identifier; add that of its issuer.",
                 "缺少颁发机构密钥标识符；请补上颁发者的标识符。" } },
    [WALLET_DEVIATION_VALIDITY_BACKWARDS -
        1] = { "certificate-validity-backwards",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.1.2.5",
               { "Its validity ends before it begins; swap the two times.",
                 "有效期止早于有效期起；请更正。" } },
    [WALLET_DEVIATION_OUTLIVES_ISSUER - 1] = { "certificate-outlives-issuer",
                                               WALLET_LINT_DEVIATION,
                                               "RFC 5280 6.1",
                                               { "It is valid at times when its issuer is not; "
                                                 "keep it inside its issuer's validity.",
                                                 "有效期超出上级证书的有效期；请缩短。" } },
    [WALLET_DEVIATION_TIME_FORM -
        1] = { "certificate-time-form",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.1.2.5",
               { "A time before 2050 is written as GeneralizedTime; write it as UTCTime.",
                 "2050 年之前的时间使用了 GeneralizedTime；请改用 UTCTime。" } },
    [WALLET_DEVIATION_UNKNOWN_CRITICAL -
        1] = { "certificate-unknown-critical",
               WALLET_LINT_FAULT,
               "RFC 5280 4.2",
               { "It has a critical extension that verifiers do not know; leave it out, or make it "
                 "not critical.",
                 "含有核验方无法识别的关键扩展；请去掉，或改为非关键。" } },
    [WALLET_DEVIATION_BROKEN_EXTENSION -
        1] = { "certificate-broken-extension",
               WALLET_LINT_FAULT,
               "RFC 5280 4.2",
               { "One of its extensions cannot be read, or is there twice; make it again.",
                 "有扩展无法解析或重复出现；请重新签发。" } },
    [WALLET_DEVIATION_NOT_DER -
        1] = { "certificate-not-der",
               WALLET_LINT_FAULT,
               "RFC 5280 4.1",
               { "The part of it that is not signed is not in DER; encode it again.",
                 "未签名部分不是 DER 编码；请重新编码。" } },
    [WALLET_DEVIATION_KEY_TYPE -
        1] = { "certificate-key-type",
               WALLET_LINT_FAULT,
               "wallet profile of certificates",
               { "Its key is of a kind that our roles do not use; make an Ed25519, P-256 or SM2 "
                 "key.",
                 "密钥类型不用于本系统的角色；请改用 Ed25519、P-256 或 SM2。" } },
    [WALLET_DEVIATION_NO_COUNTRY -
        1] = { "certificate-no-country",
               WALLET_LINT_DEVIATION,
               "wallet profile of certificates",
               { "The country of its subject is not CN; set it.", "主体国家不是 CN；请更正。" } },
    [WALLET_DEVIATION_NO_ORGANISATION_IDENTIFIER -
        1] = { "certificate-no-organisation-identifier",
               WALLET_LINT_FAULT,
               "wallet profile of certificates",
               { "Its subject has no organisation identifier; put the unified social credit code "
                 "there.",
                 "主体缺少组织机构标识；请填入统一社会信用代码。" } },
    [WALLET_DEVIATION_BAD_ORGANISATION_IDENTIFIER -
        1] = { "certificate-bad-organisation-identifier",
               WALLET_LINT_FAULT,
               "wallet profile of certificates",
               { "The organisation identifier of its subject is not one unified social credit "
                 "code; correct it.",
                 "主体的组织机构标识不是唯一的统一社会信用代码；请更正。" } },
    [WALLET_DEVIATION_NO_KEY_USAGE - 1] = { "certificate-no-key-usage",
                                            WALLET_LINT_FAULT,
                                            "RFC 5280 4.2.1.3",
                                            { "It has no key usage; add it, critical.",
                                              "缺少密钥用法；请补上并标记为关键扩展。" } },
    [WALLET_DEVIATION_EXTRA_KEY_USAGE -
        1] = { "certificate-extra-key-usage",
               WALLET_LINT_DEVIATION,
               "wallet profile of certificates",
               { "Its key usage allows more than its place needs; take away the rest.",
                 "密钥用法超出其位置所需；请去掉多余的。" } },
    [WALLET_DEVIATION_NO_EKU -
        1] = { "certificate-no-eku",
               WALLET_LINT_FAULT,
               "ISO/IEC 18013-5 Annex B",
               { "It has no extended key usage, so it may sign nothing here; add that of its role, "
                 "for documents 1.0.18013.5.1.2.",
                 "缺少扩展密钥用法，没有角色；请补上，证件签名为 1.0.18013.5.1.2。" } },
    [WALLET_DEVIATION_WRONG_EKU -
        1] = { "certificate-wrong-eku",
               WALLET_LINT_FAULT,
               "ISO/IEC 18013-5 Annex B",
               { "Its extended key usage is of another role; a signer of documents needs "
                 "1.0.18013.5.1.2.",
                 "扩展密钥用法属于其他角色；证件签名证书须有 1.0.18013.5.1.2。" } },
    [WALLET_DEVIATION_EXTRA_EKU -
        1] = { "certificate-extra-eku",
               WALLET_LINT_DEVIATION,
               "wallet profile of certificates",
               { "Its extended key usage names more than one role; make a certificate for each.",
                 "扩展密钥用法多于一个角色；请分别签发证书。" } },
    [WALLET_DEVIATION_LEAF_IS_AUTHORITY -
        1] = { "certificate-leaf-is-authority",
               WALLET_LINT_FAULT,
               "ISO/IEC 18013-5 Annex B",
               { "It is an authority where a signer is expected; sign with a certificate that the "
                 "authority issues.",
                 "此处应为签名证书，却是 CA 证书；请由 CA 另行签发签名证书。" } },
    [WALLET_DEVIATION_NO_PATH_LENGTH -
        1] = { "certificate-no-path-length",
               WALLET_LINT_DEVIATION,
               "RFC 5280 4.2.1.9",
               { "It is an authority below a root without a limit to the authorities below it; set "
                 "pathLenConstraint.",
                 "下级 CA 证书没有路径长度限制；请设置 pathLenConstraint。" } },
    [WALLET_DEVIATION_LONG_VALIDITY -
        1] = { "certificate-long-validity",
               WALLET_LINT_DEVIATION,
               "wallet profile of certificates",
               { "It is valid for over 3 years, as an authority 10, as a root 30; issue it for "
                 "less.",
                 "有效期过长：签名证书超过 3 年，CA 超过 10 年，根超过 30 年；请缩短。" } },
    [WALLET_DEVIATION_NO_CRL_ADDRESS -
        1] = { "certificate-no-crl-address",
               WALLET_LINT_DEVIATION,
               "ISO/IEC 18013-5 Annex B",
               { "It does not say by a URI where the list of revoked certificates is; add it to "
                 "cRLDistributionPoints.",
                 "缺少证书吊销列表的网址（URI）；请在 cRLDistributionPoints 中补上。" } },
    [WALLET_DEVIATION_NO_ISSUER_ALT_NAME -
        1] = { "certificate-no-issuer-alt-name",
               WALLET_LINT_DEVIATION,
               "ISO/IEC 18013-5 Annex B",
               { "It does not say how its issuer is reached; add issuerAltName with an e-mail "
                 "address or a URI.",
                 "缺少颁发者备用名称；请补上含电子邮件或网址的 issuerAltName。" } },
    [WALLET_DEVIATION_OTHER_COUNTRY -
        1] = { "certificate-other-country",
               WALLET_LINT_DEVIATION,
               "ISO/IEC 18013-5 Annex B",
               { "Its subject is not in the country of its issuer, or in none; give both the same "
                 "countryName.",
                 "主体与颁发者不在同一国家，或未写国家；两者的 countryName 须相同。" } },
    [WALLET_DEVIATION_NOT_FOR_DOCUMENTS -
        1] = { "certificate-not-for-documents",
               WALLET_LINT_DEVIATION,
               "ISO/IEC 18013-5 Annex B",
               { "Its extended key usage does not say that it signs mobile documents; add "
                 "1.0.18013.5.1.2, critical.",
                 "扩展密钥用法未表明用于签发移动证件；请补上 1.0.18013.5.1.2 "
                 "并标记为关键扩展。" } },
    [WALLET_DEVIATION_AUTHORITY_SIGNS -
        1] = { "certificate-authority-signs",
               WALLET_LINT_DEVIATION,
               "ISO/IEC 18013-5 Annex B",
               { "It is an authority and signs documents itself; sign with a certificate that the "
                 "authority issues.",
                 "CA 证书自行签发证件；请由 CA 另行签发签名证书。" } },
};
