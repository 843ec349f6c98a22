/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_explain.h>

/** A part's name, and what it is in English and Chinese. */
struct words {
    const char *name;
    const char *sentence[2];
};

static const struct words words[WALLET_MDOC_PART_COUNT] = {
    [WALLET_MDOC_PART_NONE] = { "", { "", "" } },
    [WALLET_MDOC_PART_TRANSCRIPT] = { "transcript",
                                      { "SessionTranscript, as it stands in what the device signs",
                                        "会话记录 SessionTranscript，即设备签名内容中的形式" } },
    [WALLET_MDOC_PART_TRANSCRIPT_TAGGED] = { "transcript_tagged",
                                             { "whether the transcript came with its tag 24",
                                               "所给会话记录是否带标签 24" } },
    [WALLET_MDOC_PART_TRANSCRIPT_SHA256] = { "transcript_sha256",
                                             { "SHA-256 of SessionTranscriptBytes, tag 24 included",
                                               "SessionTranscriptBytes（含标签 24）的 SHA-256" } },
    [WALLET_MDOC_PART_HANDOVER_KIND] = { "handover_kind",
                                         { "how the session began", "会话的建立方式" } },
    [WALLET_MDOC_PART_HANDOVER] = { "handover",
                                    { "Handover, encoded; f6 (null) after a QR code",
                                      "Handover 的编码；扫码建立时为 f6（空值）" } },
    [WALLET_MDOC_PART_HANDOVER_SELECT] = { "handover_select",
                                           { "NFC Handover Select message",
                                             "NFC Handover Select 消息" } },
    [WALLET_MDOC_PART_HANDOVER_REQUEST] = { "handover_request",
                                            { "NFC Handover Request message",
                                              "NFC Handover Request 消息" } },
    [WALLET_MDOC_PART_HANDOVER_HASH] = { "handover_hash",
                                         { "SHA-256 of what was asked: openid4vp [client_id, "
                                           "nonce, key thumbprint or null, "
                                           "response_uri], openid4vp-dc-api [origin, nonce, key "
                                           "thumbprint or null], dcapi "
                                           "[EncryptionInfo in base64url, origin]",
                                           "请求要素的 SHA-256：openid4vp 为 [client_id, nonce, "
                                           "密钥指纹或空, response_uri]，"
                                           "openid4vp-dc-api 为 [origin, nonce, "
                                           "密钥指纹或空]，dcapi 为 [base64url 的 "
                                           "EncryptionInfo, origin]" } },
    [WALLET_MDOC_PART_ENGAGEMENT] = { "engagement",
                                      { "DeviceEngagement, as received",
                                        "收到的 DeviceEngagement 原始字节" } },
    [WALLET_MDOC_PART_ENGAGEMENT_VERSION] = { "engagement_version",
                                              { "version of the engagement", "engagement 版本" } },
    [WALLET_MDOC_PART_ENGAGEMENT_SUITE] = { "engagement_suite",
                                            { "cipher suite of the session", "会话加密套件" } },
    [WALLET_MDOC_PART_ENGAGEMENT_CURVE] = { "engagement_curve",
                                            { "curve of EDeviceKey, which encrypts the session and "
                                              "signs nothing",
                                              "EDeviceKey "
                                              "的曲线；该密钥只用于会话加密，不作签名" } },
    [WALLET_MDOC_PART_ENGAGEMENT_X] = { "engagement_x", { "x of EDeviceKey", "EDeviceKey 的 x" } },
    [WALLET_MDOC_PART_ENGAGEMENT_Y] = { "engagement_y", { "y of EDeviceKey", "EDeviceKey 的 y" } },
    [WALLET_MDOC_PART_READER] = { "reader",
                                  { "EReaderKey, the COSE_Key as it was sent",
                                    "EReaderKey：发送时的 COSE_Key" } },
    [WALLET_MDOC_PART_READER_CURVE] = { "reader_curve",
                                        { "curve of EReaderKey", "EReaderKey 的曲线" } },
    [WALLET_MDOC_PART_READER_X] = { "reader_x", { "x of EReaderKey", "EReaderKey 的 x" } },
    [WALLET_MDOC_PART_READER_Y] = { "reader_y", { "y of EReaderKey", "EReaderKey 的 y" } },
    [WALLET_MDOC_PART_GIVEN_CURVE] = { "given_curve",
                                       { "curve of the reader's key that was given",
                                         "所给读卡方密钥的曲线" } },
    [WALLET_MDOC_PART_GIVEN_X] = { "given_x", { "x of that key's public half", "该密钥公钥的 x" } },
    [WALLET_MDOC_PART_GIVEN_Y] = { "given_y", { "y of that key's public half", "该密钥公钥的 y" } },
    [WALLET_MDOC_PART_GIVEN_IS_READER] = { "given_is_reader",
                                           { "whether that key is EReaderKey; it must be",
                                             "该密钥是否就是 EReaderKey；应当是" } },
    [WALLET_MDOC_PART_DOC_TYPE] = { "doc_type", { "type of the document", "文件类型" } },
    [WALLET_MDOC_PART_NAME_SPACES] = { "name_spaces",
                                       { "DeviceNameSpacesBytes, as received",
                                         "收到的 DeviceNameSpacesBytes" } },
    [WALLET_MDOC_PART_AUTHENTICATION] = { "authentication",
                                          { "DeviceAuthenticationBytes: tag 24 of "
                                            "[\"DeviceAuthentication\", SessionTranscript, "
                                            "docType, DeviceNameSpacesBytes]",
                                            "DeviceAuthenticationBytes：[\"DeviceAuthentication\", "
                                            "SessionTranscript, docType, "
                                            "DeviceNameSpacesBytes]，外加标签 24" } },
    [WALLET_MDOC_PART_AUTHENTICATION_SHA256] = { "authentication_sha256",
                                                 { "SHA-256 of these", "其 SHA-256" } },
    [WALLET_MDOC_PART_DEVICE_CURVE] = { "device_curve",
                                        { "curve of the device's key, as its issuer signed it",
                                          "设备密钥的曲线（发证机关签名中的）" } },
    [WALLET_MDOC_PART_DEVICE_X] = { "device_x", { "x of the device's key", "设备密钥的 x" } },
    [WALLET_MDOC_PART_DEVICE_Y] = { "device_y", { "y of the device's key", "设备密钥的 y" } },
    [WALLET_MDOC_PART_DEVICE_THUMBPRINT] = { "device_thumbprint",
                                             { "thumbprint of the device's key (RFC 9679)",
                                               "设备密钥指纹（RFC 9679）" } },
    [WALLET_MDOC_PART_PROOF_KIND] = { "proof_kind",
                                      { "by what the device proves it", "设备的证明方式" } },
    [WALLET_MDOC_PART_PROTECTED] = { "protected",
                                     { "protected header of the proof", "证明的受保护头" } },
    [WALLET_MDOC_PART_ALGORITHM] = { "algorithm",
                                     { "its algorithm, by COSE's number", "其算法的 COSE 编号" } },
    [WALLET_MDOC_PART_ALGORITHM_NAME] = { "algorithm_name",
                                          { "its algorithm, by name; none: not known here",
                                            "其算法名称；none 表示本系统不支持" } },
    [WALLET_MDOC_PART_PAYLOAD_SENT] = { "payload_sent",
                                        { "content that came along; it must be "
                                          "DeviceAuthenticationBytes",
                                          "随附的内容；应与 DeviceAuthenticationBytes 相同" } },
    [WALLET_MDOC_PART_STRUCTURE] = { "structure",
                                     { "Sig_structure or MAC_structure: what is signed",
                                       "Sig_structure 或 MAC_structure，即被签名的字节" } },
    [WALLET_MDOC_PART_PROOF] = { "proof", { "the signature, or the MAC", "签名值或 MAC 值" } },
    [WALLET_MDOC_PART_MAC_SALT] = { "mac_salt",
                                    { "salt of EMacKey (HKDF with SHA-256, 32 bytes, of what the "
                                      "reader's key and the "
                                      "device's agree on)",
                                      "EMacKey 的盐值（HKDF-SHA256，32 "
                                      "字节，输入为读卡方与设备密钥的协商结果）" } },
    [WALLET_MDOC_PART_MAC_INFO] = { "mac_info", { "info of EMacKey", "EMacKey 的 info" } },
    [WALLET_MDOC_PART_RESULT] = { "result",
                                  { "whether the proof holds; nothing else was checked",
                                    "证明是否成立；其余均未核验" } },
    [WALLET_MDOC_PART_DETAIL] = { "detail", { "why not", "原因" } },
    [WALLET_MDOC_PART_PROBLEM] = { "problem", { "what could not be read", "无法读取之处" } },
};

static const struct words *words_of(enum wallet_mdoc_part part)
{
    const unsigned index = (unsigned)part;
    return &words[index < WALLET_MDOC_PART_COUNT ? index : 0];
}

const char *wallet_mdoc_part_name(enum wallet_mdoc_part part)
{
    return words_of(part)->name;
}

const char *wallet_mdoc_part_sentence(enum wallet_mdoc_part part, enum wallet_language language)
{
    return words_of(part)->sentence[language == WALLET_CHINESE];
}
