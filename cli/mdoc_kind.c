/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_kind.h"

#include <wallet/mdoc.h>

#include "text.h"

#include <string.h>

enum {
    TAG_ENCODED_CBOR = 24,
    SIMPLE_NULL = 22,
};

/* Members that only one kind has. */
static const struct {
    const char *member;
    enum mdoc_kind kind;
} members[] = {
    { "issuerAuth", MDOC_ISSUER_SIGNED },     { "documents", MDOC_RESPONSE },
    { "documentErrors", MDOC_RESPONSE },      { "docRequests", MDOC_REQUEST },
    { "valueDigests", MDOC_SECURITY_OBJECT },
};

static enum mdoc_kind kind_of_member(struct wallet_bytes name)
{
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (strlen(members[i].member) == name.size &&
            memcmp(members[i].member, name.data, name.size) == 0) {
            return members[i].kind;
        }
    }

    return MDOC_NONE;
}

/* A map, the head of which was read. */
static enum mdoc_kind kind_of_map(struct wallet_claims claims, uint64_t pairs)
{
    enum mdoc_kind kind = MDOC_NONE;
    struct wallet_item key;

    for (uint64_t i = 0; i < pairs && kind == MDOC_NONE && wallet_claims_next(&claims, &key); i++) {
        if (key.kind == WALLET_ITEM_TEXT) {
            kind = kind_of_member(key.content);
        } else if (key.kind == WALLET_ITEM_UNSIGNED && key.number == 0) {
            struct wallet_claims value = claims;
            kind = wallet_claims_next(&value, &key) && key.kind == WALLET_ITEM_TEXT
                       ? MDOC_ENGAGEMENT
                       : MDOC_NONE;
        }
        (void)wallet_claims_skip(&claims);
    }

    return kind;
}

/* [tag 24 or null, tag 24 or null, handover]. */
static enum mdoc_kind kind_of_array(struct wallet_claims claims, uint64_t count)
{
    bool is_so = count == 3;
    struct wallet_item item;

    for (int i = 0; i < 2 && is_so; i++) {
        struct wallet_claims part = claims;
        is_so = wallet_claims_next(&part, &item) &&
                ((item.kind == WALLET_ITEM_TAG && item.number == TAG_ENCODED_CBOR) ||
                 (item.kind == WALLET_ITEM_SIMPLE && item.number == SIMPLE_NULL));
        (void)wallet_claims_skip(&claims);
    }

    return is_so ? MDOC_TRANSCRIPT : MDOC_NONE;
}

static enum mdoc_kind kind_of_item(struct wallet_claims claims)
{
    struct wallet_item item;

    if (!wallet_claims_next(&claims, &item)) {
        return MDOC_NONE;
    }

    return item.kind == WALLET_ITEM_MAP     ? kind_of_map(claims, item.number)
           : item.kind == WALLET_ITEM_ARRAY ? kind_of_array(claims, item.number)
                                            : MDOC_NONE;
}

enum mdoc_kind mdoc_kind(struct wallet_bytes bytes)
{
    struct wallet_claims claims;
    struct wallet_item item;
    enum mdoc_kind kind = MDOC_NONE;

    if (wallet_claims_start(bytes, &claims, NULL) == WALLET_OK) {
        kind = kind_of_item(claims);
        if (wallet_claims_next(&claims, &item) && item.kind == WALLET_ITEM_TAG &&
            item.number == TAG_ENCODED_CBOR && wallet_claims_next(&claims, &item) &&
            item.kind == WALLET_ITEM_BYTES &&
            wallet_claims_start(item.content, &claims, NULL) == WALLET_OK) {
            kind = kind_of_item(claims);
        }
    }

    return kind == MDOC_NONE && wallet_mdoc_recognise(bytes) ? MDOC_RESPONSE : kind;
}

const char *mdoc_kind_name(enum mdoc_kind kind)
{
    switch (kind) {
    case MDOC_RESPONSE: return "DeviceResponse";
    case MDOC_ISSUER_SIGNED: return "IssuerSigned";
    case MDOC_REQUEST: return "DeviceRequest";
    case MDOC_ENGAGEMENT: return "DeviceEngagement";
    case MDOC_SECURITY_OBJECT: return "MobileSecurityObject";
    case MDOC_TRANSCRIPT: return "SessionTranscript";
    case MDOC_NONE: break;
    }

    return NULL;
}

const char *mdoc_kind_sentence(const struct session *session, enum mdoc_kind kind)
{
    switch (kind) {
    case MDOC_RESPONSE:
        return SAY(session, "mobile documents that a device shows", "设备出示的移动证件");
    case MDOC_ISSUER_SIGNED:
        return SAY(
            session, "a mobile document as its issuer hands it over", "发证机关交付的移动证件");
    case MDOC_REQUEST: return SAY(session, "what a reader asks of a device", "读卡方对设备的请求");
    case MDOC_ENGAGEMENT:
        return SAY(session, "how a device with mobile documents is reached", "设备的连接信息");
    case MDOC_SECURITY_OBJECT:
        return SAY(
            session, "what an issuer signs of a mobile document", "发证机关对移动证件签名的内容");
    case MDOC_TRANSCRIPT: return SAY(session, "the transcript of a session", "会话记录");
    case MDOC_NONE: break;
    }

    return NULL;
}
