/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/rules.h"

const struct wallet_lint_rule wlt_lint_mdoc[WLT_LINT_MDOC_COUNT] = {
    [WLT_LINT_CBOR_MALFORMED] = { "cbor-malformed",
                                  WALLET_LINT_FAULT,
                                  "RFC 8949 section 3",
                                  { "It is not well-formed CBOR, or has a key twice; encode it "
                                    "again.",
                                    "不是合格的 CBOR，或有重复的键；请重新编码。" } },
    [WLT_LINT_CBOR_LONG_FORM] = { "cbor-long-form",
                                  WALLET_LINT_ADVICE,
                                  "RFC 8949 section 4.2.1",
                                  { "A length or number is not in its shortest form, or a length "
                                    "is indefinite; write the shortest.",
                                    "长度或数字不是最短形式，或长度不定；请用最短形式。" } },
    [WLT_LINT_MDOC_STRUCTURE] = { "mdoc-structure",
                                  WALLET_LINT_FAULT,
                                  "ISO/IEC 18013-5 8.3.2.1.2.2",
                                  { "It is not built as a DeviceResponse or IssuerSigned; see the "
                                    "detail.",
                                    "结构不是 DeviceResponse 或 IssuerSigned；详见说明。" } },
    [WLT_LINT_AUTH_STRUCTURE] = { "issuer-auth-structure",
                                  WALLET_LINT_FAULT,
                                  "ISO/IEC 18013-5 9.1.2.4",
                                  { "issuerAuth is no COSE_Sign1 with a payload; make it one.",
                                    "issuerAuth 不是带负载的 COSE_Sign1；请改正。" } },
    [WLT_LINT_AUTH_TAGGED] = { "issuer-auth-tagged",
                               WALLET_LINT_DEVIATION,
                               "ISO/IEC 18013-5 9.1.2.4",
                               { "issuerAuth has a CBOR tag; leave the tag out.",
                                 "issuerAuth 带有 CBOR 标签；请去掉标签。" } },
    [WLT_LINT_AUTH_ALGORITHM] = { "issuer-auth-algorithm",
                                  WALLET_LINT_FAULT,
                                  "ISO/IEC 18013-5 9.1.2.4",
                                  { "The protected header of issuerAuth does not name the "
                                    "algorithm of the signer's key; put alg there.",
                                    "issuerAuth 的受保护头未写明签名密钥的算法；请在其中写 "
                                    "alg。" } },
    [WLT_LINT_AUTH_HEADERS] = { "issuer-auth-headers",
                                WALLET_LINT_DEVIATION,
                                "ISO/IEC 18013-5 9.1.2.4",
                                { "The headers of issuerAuth hold more than alg (protected) and "
                                  "x5chain (not protected); leave out the rest.",
                                  "issuerAuth 的头除 alg（受保护）与 "
                                  "x5chain（未受保护）外还有其他内容；请去掉。" } },
    [WLT_LINT_AUTH_SIGNATURE] = { "issuer-auth-signature",
                                  WALLET_LINT_FAULT,
                                  "ISO/IEC 18013-5 9.1.2.4",
                                  { "The signature is not by the key of the first certificate over "
                                    "what is here; sign the bytes as they are sent.",
                                    "签名与首个证书的密钥或所发内容不符；请对实际发送的字节签名"
                                    "。" } },
    [WLT_LINT_CHAIN_MISSING] = { "x5chain-missing",
                                 WALLET_LINT_FAULT,
                                 "ISO/IEC 18013-5 9.1.2.4",
                                 { "There is no x5chain, so nobody can tell who signed; add the "
                                   "signer's certificate.",
                                   "缺少 x5chain，无从得知签名者；请附上签名证书。" } },
    [WLT_LINT_CHAIN_UNREADABLE] = { "x5chain-unreadable",
                                    WALLET_LINT_FAULT,
                                    "RFC 9360 section 2",
                                    { "A certificate in x5chain cannot be read or used; see the "
                                      "detail.",
                                      "x5chain 中有证书无法读取或使用；详见说明。" } },
    [WLT_LINT_CHAIN_PROTECTED] = { "x5chain-protected",
                                   WALLET_LINT_DEVIATION,
                                   "ISO/IEC 18013-5 9.1.2.4",
                                   { "x5chain stands in the protected header; put it into the "
                                     "unprotected one.",
                                     "x5chain 位于受保护头；请移到未受保护头。" } },
    [WLT_LINT_CHAIN_SINGLE] = { "x5chain-single",
                                WALLET_LINT_DEVIATION,
                                "RFC 9360 section 2",
                                { "x5chain is an array of one certificate; write that certificate "
                                  "as one byte string.",
                                  "x5chain 是只有一个证书的数组；单个证书应写成一个字节串。" } },
    [WLT_LINT_CHAIN_ROOT] = { "x5chain-root",
                              WALLET_LINT_DEVIATION,
                              "ISO/IEC 18013-5 9.1.2.4",
                              { "x5chain includes the root, which verifiers have themselves; leave "
                                "it out.",
                                "x5chain 含有根证书，核验方自有；请去掉。" } },
    [WLT_LINT_CHAIN_ORDER] = { "x5chain-order",
                               WALLET_LINT_FAULT,
                               "RFC 9360 section 2",
                               { "x5chain is not in order; put the signer first and behind each "
                                 "its issuer.",
                                 "x5chain 次序不对；签名证书在前，其后依次为颁发者。" } },
    [WLT_LINT_MSO_STRUCTURE] = { "mso-structure",
                                 WALLET_LINT_FAULT,
                                 "ISO/IEC 18013-5 9.1.2.4",
                                 { "The payload is no MobileSecurityObjectBytes of version 1.0; "
                                   "see the detail.",
                                   "负载不是 1.0 版 MobileSecurityObjectBytes；详见说明。" } },
    [WLT_LINT_MSO_MEMBER_MISSING] = { "mso-member-missing",
                                      WALLET_LINT_FAULT,
                                      "ISO/IEC 18013-5 9.1.2.4",
                                      { "A member that every MobileSecurityObject has is missing; "
                                        "add it.",
                                        "MobileSecurityObject 缺少必备成员；请补上。" } },
    [WLT_LINT_MSO_DOC_TYPE] = { "mso-doc-type",
                                WALLET_LINT_FAULT,
                                "ISO/IEC 18013-5 9.3.1",
                                { "The signed docType is not the one of the document; make them "
                                  "the same.",
                                  "已签名的 docType 与文档的不同；请改为一致。" } },
    [WLT_LINT_DOC_TYPE_FORM] = { "doc-type-form",
                                 WALLET_LINT_ADVICE,
                                 "ISO/IEC 18013-5 7.2.1",
                                 { "docType is not a name in reverse-domain form, such as "
                                   "org.iso.18013.5.1.mDL; choose one under your own domain.",
                                   "docType 不是反向域名形式（如 "
                                   "org.iso.18013.5.1.mDL）；请在自己的域名下取名。" } },
    [WLT_LINT_MSO_DIGEST_SIZE] = { "mso-digest-size",
                                   WALLET_LINT_FAULT,
                                   "ISO/IEC 18013-5 9.1.2.5",
                                   { "A digest is not as long as those of digestAlgorithm; make it "
                                     "again.",
                                     "摘要长度与 digestAlgorithm 不符；请重新计算。" } },
    [WLT_LINT_MSO_NO_DECOYS] = { "mso-no-decoys",
                                 WALLET_LINT_ADVICE,
                                 "ISO/IEC 18013-5 9.1.2.5",
                                 { "The number of digests tells how many elements there are; add "
                                   "digests of random values.",
                                   "摘要个数暴露了数据项个数；请加入随机值的摘要。" } },
    [WLT_LINT_MSO_DATE_FORM] = { "mso-date-form",
                                 WALLET_LINT_DEVIATION,
                                 "ISO/IEC 18013-5 9.1.2.4",
                                 { "A date has a fraction of a second or an offset; write it as "
                                   "2026-11-23T08:30:00Z with tag 0.",
                                   "时间带有小数秒或时差；请写成 2026-11-23T08:30:00Z 并带标签 "
                                   "0。" } },
    [WLT_LINT_MSO_SIGNED] = { "mso-signed-outside-signer",
                              WALLET_LINT_FAULT,
                              "ISO/IEC 18013-5 9.1.2.4",
                              { "It was signed when the signer's certificate was not valid; sign "
                                "with a valid one.",
                                "签名时签名证书不在有效期内；请用有效证书签名。" } },
    [WLT_LINT_MSO_VALID_FROM] = { "mso-valid-from",
                                  WALLET_LINT_DEVIATION,
                                  "ISO/IEC 18013-5 9.1.2.4",
                                  { "validFrom is before signed; make it signed or later.",
                                    "validFrom 早于 signed；应不早于 signed。" } },
    [WLT_LINT_MSO_VALID_UNTIL] = { "mso-valid-until",
                                   WALLET_LINT_FAULT,
                                   "ISO/IEC 18013-5 9.1.2.4",
                                   { "validUntil is not after validFrom, so it never holds; make "
                                     "it later.",
                                     "validUntil 不晚于 validFrom，始终无效；请改晚。" } },
    [WLT_LINT_MSO_OUTLIVES_SIGNER] = { "mso-outlives-signer",
                                       WALLET_LINT_ADVICE,
                                       "ISO/IEC 18013-5 9.3.3",
                                       { "validUntil is after the signer's certificate ends, and "
                                         "from then on it is refused; end it before.",
                                         "validUntil 晚于签名证书到期，其后将被拒绝；请提前。" } },
    [WLT_LINT_MSO_EXPECTED_UPDATE] = { "mso-expected-update",
                                       WALLET_LINT_DEVIATION,
                                       "ISO/IEC 18013-5 9.1.2.4",
                                       { "expectedUpdate is no date between signed and validUntil; "
                                         "correct it, or leave it out.",
                                         "expectedUpdate 不是 signed 与 validUntil "
                                         "之间的时间；请更正或去掉。" } },
    [WLT_LINT_MSO_DEVICE_KEY] = { "mso-device-key",
                                  WALLET_LINT_FAULT,
                                  "ISO/IEC 18013-5 9.1.2.4 and 9.1.5.2",
                                  { "deviceKey is no key that verifiers can use; see the detail, "
                                    "and use P-256.",
                                    "deviceKey 不是核验方可用的密钥；详见说明，请用 P-256。" } },
    [WLT_LINT_MSO_KEY_AUTHORIZATIONS] = { "mso-key-authorizations",
                                          WALLET_LINT_DEVIATION,
                                          "ISO/IEC 18013-5 9.1.2.4",
                                          { "keyAuthorizations allow a namespace as a whole and "
                                            "again by its elements, or none at all; say it once.",
                                            "keyAuthorizations "
                                            "既整体授权命名空间又逐项授权，或为空；只写一处。" } },
    [WLT_LINT_MSO_STATUS] = { "mso-status",
                              WALLET_LINT_DEVIATION,
                              "ISO/IEC 18013-5 12.3.6",
                              { "status has neither a status_list {idx, uri} nor an "
                                "identifier_list {id, uri}; correct it, or verifiers cannot tell.",
                                "status 中没有合格的 status_list {idx, uri} 或 identifier_list "
                                "{id, uri}；请更正，否则核验方无法判断。" } },
    [WLT_LINT_MSO_STATUS_MISSING] = { "mso-status-missing",
                                      WALLET_LINT_ADVICE,
                                      "ISO/IEC 18013-5 12.3.6",
                                      { "It holds for over a month and has no status, so it cannot "
                                        "be revoked; add one, or let it end sooner.",
                                        "有效期超过一个月而没有 "
                                        "status，无法吊销；请加上，或缩短有效期。" } },
    [WLT_LINT_NAME_SPACE_UNSIGNED] = { "name-space-unsigned",
                                       WALLET_LINT_FAULT,
                                       "ISO/IEC 18013-5 9.3.1",
                                       { "A namespace is not in the MobileSecurityObject; sign its "
                                         "digests.",
                                         "命名空间不在 MobileSecurityObject "
                                         "中；请对其摘要签名。" } },
    [WLT_LINT_ITEM_STRUCTURE] = { "item-structure",
                                  WALLET_LINT_FAULT,
                                  "ISO/IEC 18013-5 8.3.2.1.2.2",
                                  { "An element is no IssuerSignedItemBytes with its four members; "
                                    "see the detail.",
                                    "数据项不是含四个成员的 IssuerSignedItemBytes；详见说明。" } },
    [WLT_LINT_ITEM_RANDOM_SHORT] = { "item-random-short",
                                     WALLET_LINT_FAULT,
                                     "ISO/IEC 18013-5 9.1.2.5",
                                     { "random is under 16 bytes, and others can guess the value; "
                                       "draw 16 or more at random.",
                                       "random 不足 16 字节，他人可猜出内容；请随机生成 16 "
                                       "字节以上。" } },
    [WLT_LINT_ITEM_RANDOM_SIZE] = { "item-random-size",
                                    WALLET_LINT_ADVICE,
                                    "ISO/IEC 18013-5 9.1.2.5",
                                    { "random is allowed and under 32 bytes; draw 32.",
                                      "random 合格但不足 32 字节；建议 32 字节。" } },
    [WLT_LINT_ITEM_RANDOM_TWICE] = { "item-random-twice",
                                     WALLET_LINT_DEVIATION,
                                     "ISO/IEC 18013-5 9.1.2.5",
                                     { "Two elements have the same random; draw a new one for "
                                       "each.",
                                       "两个数据项的 random 相同；每项须另行随机生成。" } },
    [WLT_LINT_ITEM_UNSIGNED] = { "item-unsigned",
                                 WALLET_LINT_FAULT,
                                 "ISO/IEC 18013-5 9.3.1",
                                 { "An element's digestID is not in the MobileSecurityObject; sign "
                                   "its digest.",
                                   "数据项的 digestID 不在 MobileSecurityObject "
                                   "中；请对其摘要签名。" } },
    [WLT_LINT_ITEM_DIGEST] = { "item-digest",
                               WALLET_LINT_FAULT,
                               "ISO/IEC 18013-5 9.3.1",
                               { "An element is not what was signed; hash the "
                                 "IssuerSignedItemBytes with tag and length, as they are sent.",
                                 "数据项与签名内容不符；请对实际发送的 "
                                 "IssuerSignedItemBytes（含标签与长度）计算摘要。" } },
    [WLT_LINT_ITEM_TWICE] = { "item-twice",
                              WALLET_LINT_FAULT,
                              "ISO/IEC 18013-5 8.3.2.1.2.2",
                              { "An element is there twice in its namespace; leave one.",
                                "命名空间中有重复的数据项；只保留一个。" } },
    [WLT_LINT_ITEM_NUMBERS] = { "item-numbers",
                                WALLET_LINT_ADVICE,
                                "ISO/IEC 18013-5 9.1.2.5",
                                { "digestIDs count up in the order of the elements, and so tell "
                                  "which element is left out; shuffle them.",
                                  "digestID 依数据项次序递增，会暴露未出示的是哪一项；请打乱。" } },
    [WLT_LINT_MDL_COUNTRY] = { "mdl-issuing-country",
                               WALLET_LINT_FAULT,
                               "ISO/IEC 18013-5 7.2.1",
                               { "issuing_country is not the countryName of the signer's "
                                 "certificate; make them the same.",
                                 "issuing_country 与签名证书的 countryName 不同；请改为一致。" } },
    [WLT_LINT_MDL_EXPIRY] = { "mdl-expiry-date",
                              WALLET_LINT_DEVIATION,
                              "ISO/IEC 18013-5 7.2.1",
                              { "expiry_date is before validUntil; end the MobileSecurityObject "
                                "first.",
                                "expiry_date 早于 validUntil；MobileSecurityObject 应先到期。" } },
    [WLT_LINT_MDL_MISSING] = { "mdl-element-missing",
                               WALLET_LINT_DEVIATION,
                               "ISO/IEC 18013-5 7.2.1, table 5",
                               { "An element that every driving licence has is missing; add it.",
                                 "缺少驾驶证必备的数据项；请补上。" } },
    [WLT_LINT_MDL_TYPE] = { "mdl-element-type",
                            WALLET_LINT_DEVIATION,
                            "ISO/IEC 18013-5 7.2.1, table 5",
                            { "An element is of another type than the standard gives it; write it "
                              "as that.",
                              "数据项的类型与标准不符；请改正。" } },
    [WLT_LINT_MDL_PORTRAIT] = { "mdl-portrait-format",
                                WALLET_LINT_DEVIATION,
                                "ISO/IEC 18013-5 7.2.2",
                                { "portrait is neither JPEG nor JPEG 2000; convert it.",
                                  "portrait 不是 JPEG 或 JPEG 2000；请转换。" } },
};
