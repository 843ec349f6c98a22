/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "base/date.h"
#include "qr/base45.h"
#include "qr/check_digit.h"
#include "qr/frame.h"
#include "qr/link.h"
#include "qr/pattern.h"

#include <stdbool.h>
#include <string.h>

enum {
    /* How a pattern (qr/pattern.h) is to fit. */
    AS_IT_IS = 0,
    ANY_CASE = 1 << 0, /* letters in both cases: schemes (RFC 3986, section 3.1) */
    WHOLE = 1 << 1,    /* nothing may follow */

    PROVINCE_LEAST = 11, /* GB/T 2260 */
    PROVINCE_MOST = 82,
    PROVINCE_PLACE = 22, /* in a medical insurance code */
    BIRTH_PLACE = 6,     /* in a citizen number */
    BIRTH_LEAST = 1900,
    BIRTH_MOST = 2099,
    GTIN_PLACE = 2, /* behind "01" */
    GTIN_SIZE = 14,
    S10_PLACE = 2,
    S10_SIZE = 9,
    VDS_SIZE_MIN = 64, /* a header of 16 bytes and more, a feature, a signature of 32 and more */
    TEN = 10,
};

/* Further tests of what fits a pattern. */

/** The number that so many digits at this place make. */
static int number_at(struct wallet_bytes text, size_t place, size_t size)
{
    int number = 0;
    for (size_t i = place; i < place + size; i++) {
        number = number * TEN + text.data[i] - '0';
    }

    return number;
}

static bool names_a_province(struct wallet_bytes text)
{
    const int province = number_at(text, PROVINCE_PLACE, 2);
    return province >= PROVINCE_LEAST && province <= PROVINCE_MOST;
}

/** Tells citizens from payments, which have as many digits: by the day of birth, too. */
static bool is_citizen_number(struct wallet_bytes text)
{
    const struct wlt_date birth = {
        .year = number_at(text, BIRTH_PLACE, 4),
        .month = number_at(text, BIRTH_PLACE + 4, 2),
        .day = number_at(text, BIRTH_PLACE + 6, 2),
    };
    return birth.year >= BIRTH_LEAST && birth.year <= BIRTH_MOST && wlt_date_exists(birth) &&
           wlt_citizen_digit_agrees(text);
}

static bool has_gtin(struct wallet_bytes text)
{
    return wlt_gs1_digit_agrees((struct wallet_bytes){ text.data + GTIN_PLACE, GTIN_SIZE });
}

static bool has_gtin_in_brackets(struct wallet_bytes text)
{
    return has_gtin((struct wallet_bytes){ text.data + GTIN_PLACE, text.size - GTIN_PLACE });
}

static bool has_s10_digit(struct wallet_bytes text)
{
    return wlt_s10_digit_agrees((struct wallet_bytes){ text.data + S10_PLACE, S10_SIZE });
}

static bool is_long_enough_for_vds(struct wallet_bytes text)
{
    return text.size >= VDS_SIZE_MIN;
}

static bool is_base45_size(struct wallet_bytes text)
{
    return text.size % 3 != 1; /* RFC 9285, section 4 */
}

/**
 * Whether a text is most likely bytes in Base45: all groups fit, which capitals in a row seldom do, and
 * there are signs, which numbers and hexadecimal digits have not.
 */
static bool is_base45_of_bytes(struct wallet_bytes text)
{
    bool has_sign = false;
    for (size_t i = 0; i < text.size; i++) {
        has_sign = has_sign || (text.data[i] != ' ' && text.data[i] < '0');
    }

    return has_sign && wlt_base45_fits(text);
}

static bool holds(struct wallet_bytes text, const char *wanted)
{
    const size_t size = strlen(wanted);
    for (size_t i = 0; i + size <= text.size; i++) {
        if (memcmp(text.data + i, wanted, size) == 0) {
            return true;
        }
    }

    return false;
}

static bool holds_aadhaar(struct wallet_bytes text)
{
    return holds(text, "<PrintLetterBarcodeData");
}

static bool holds_vds_nc_of_health(struct wallet_bytes text)
{
    return holds(text, "\"icao.vacc\"") || holds(text, "\"icao.test\"");
}

static bool holds_vds_nc(struct wallet_bytes text)
{
    return holds(text, "\"icao.");
}

/*
 * What codes look like, the narrower before the wider.  A row needs a published source, or several
 * programs in public repositories that read it alike; what would be a guess is left out.
 */
static const struct look {
    const char *pattern;
    unsigned fit;
    enum wallet_code_kind kind;
    bool (*agrees)(struct wallet_bytes text); /* NULL: there is no more to test */
} looks[] = {
    { "EL1:", AS_IT_IS, WALLET_CODE_LICENCE, NULL },
    { "EL1/", AS_IT_IS, WALLET_CODE_LICENCE_PART, NULL },
    { "HC1:", AS_IT_IS, WALLET_CODE_HEALTH, NULL }, /* eHealth Network */
    { "mdoc:", ANY_CASE, WALLET_CODE_MDOC, NULL },  /* ISO/IEC 18013-5, 8.2.2.3 */

    /* Payment, shown by the shop: EMV QRCPS merchant-presented, payload format indicator "01". */
    { "000201", AS_IT_IS, WALLET_CODE_PAYMENT, NULL },
    { "wxp://", ANY_CASE, WALLET_CODE_PAYMENT, NULL },
    { "weixin://wxpay/", ANY_CASE, WALLET_CODE_PAYMENT, NULL }, /* WeChat Pay, native payment */

    /* Payment, shown to the shop: EMV QRCPS consumer-presented, "CPV01" under tag 85 in Base64;
       WeChat Pay and Alipay as their interfaces describe auth_code; UnionPay; digital yuan, as shops'
       programs tell it from the others. */
    { "hQVDUFYwM", AS_IT_IS, WALLET_CODE_PAYMENT, NULL },
    { "%18d", WHOLE, WALLET_CODE_CITIZEN_NUMBER, is_citizen_number }, /* GB 11643 */
    { "%17dX", WHOLE, WALLET_CODE_CITIZEN_NUMBER, is_citizen_number },
    { "10%16d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "11%16d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "12%16d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "13%16d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "14%16d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "15%16d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "25%14-22d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "26%14-22d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "27%14-22d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "28%14-22d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "29%14-22d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "30%14-22d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "62%17d", WHOLE, WALLET_CODE_PAYMENT, NULL },
    { "01%17d", WHOLE, WALLET_CODE_PAYMENT, NULL },

    /* Pages and mini programmes of apps. */
    { "weixin://", ANY_CASE, WALLET_CODE_APP, NULL },
    { "alipays://", ANY_CASE, WALLET_CODE_APP, NULL },
    { "alipay://", ANY_CASE, WALLET_CODE_APP, NULL },
    { "alipayqr://", ANY_CASE, WALLET_CODE_APP, NULL },
    { "mqqapi://", ANY_CASE, WALLET_CODE_APP, NULL },

    /* National Healthcare Security Administration: 424 or opc, 17 random digits, 2 more, province, 4
       of extension. */
    { "424%25d", WHOLE, WALLET_CODE_MEDICAL_INSURANCE, names_a_province },
    { "opc%25d", WHOLE, WALLET_CODE_MEDICAL_INSURANCE, names_a_province },

    /* Invoices: 01, kind, code, number, amount, day, check code, ...; the new ones have no code. */
    { "01,%2d,%0-12d,%8-20d,%1+m,%8d,", AS_IT_IS, WALLET_CODE_TAX, NULL },

    { "8%19d", WHOLE, WALLET_CODE_MEDICINE, NULL }, /* drug trace code */

    /* SF Express' routing label; numbers of SF, YTO and J&T; mail by UPU standard S10. */
    { "MMM={'k1':", AS_IT_IS, WALLET_CODE_WAYBILL, NULL },
    { "SF%13d", WHOLE, WALLET_CODE_WAYBILL, NULL },
    { "YT%13d", WHOLE, WALLET_CODE_WAYBILL, NULL },
    { "JT%13d", WHOLE, WALLET_CODE_WAYBILL, NULL },
    { "%2A%9d%2A", WHOLE, WALLET_CODE_WAYBILL, has_s10_digit },

    { "otpauth://", ANY_CASE, WALLET_CODE_SECRET, NULL }, /* one-time passwords */
    { "otpauth-migration://", ANY_CASE, WALLET_CODE_SECRET, NULL },
    { "LPA:1$", ANY_CASE, WALLET_CODE_SECRET, NULL }, /* GSMA SGP.22, activation of an eSIM */

    { "WIFI:",
      ANY_CASE,
      WALLET_CODE_WIFI,
      NULL }, /* Wi-Fi Alliance, WPA3 specification, section 7 */
    { "DPP:", ANY_CASE, WALLET_CODE_WIFI, NULL },           /* Wi-Fi Easy Connect */
    { "BEGIN:VCARD", ANY_CASE, WALLET_CODE_CONTACT, NULL }, /* RFC 6350 */
    { "MECARD:", ANY_CASE, WALLET_CODE_CONTACT, NULL },     /* NTT DOCOMO */
    { "BIZCARD:", ANY_CASE, WALLET_CODE_CONTACT, NULL },
    { "BEGIN:VCALENDAR", ANY_CASE, WALLET_CODE_CALENDAR, NULL }, /* RFC 5545 */
    { "BEGIN:VEVENT", ANY_CASE, WALLET_CODE_CALENDAR, NULL },
    { "geo:", ANY_CASE, WALLET_CODE_PLACE, NULL },     /* RFC 5870 */
    { "tel:", ANY_CASE, WALLET_CODE_TELEPHONE, NULL }, /* RFC 3966 */
    { "sms:", ANY_CASE, WALLET_CODE_MESSAGE, NULL },   /* RFC 5724 */
    { "smsto:", ANY_CASE, WALLET_CODE_MESSAGE, NULL },
    { "mms:", ANY_CASE, WALLET_CODE_MESSAGE, NULL },
    { "mmsto:", ANY_CASE, WALLET_CODE_MESSAGE, NULL },
    { "mailto:", ANY_CASE, WALLET_CODE_MESSAGE, NULL }, /* RFC 6068 */
    { "MATMSG:", ANY_CASE, WALLET_CODE_MESSAGE, NULL }, /* NTT DOCOMO */
    { "SMTP:", ANY_CASE, WALLET_CODE_MESSAGE, NULL },

    { "bitcoin:", ANY_CASE, WALLET_CODE_CRYPTOCURRENCY, NULL },  /* BIP 21 */
    { "ethereum:", ANY_CASE, WALLET_CODE_CRYPTOCURRENCY, NULL }, /* ERC-681 */
    { "bitcoincash:", ANY_CASE, WALLET_CODE_CRYPTOCURRENCY, NULL },
    { "litecoin:", ANY_CASE, WALLET_CODE_CRYPTOCURRENCY, NULL },
    { "dogecoin:", ANY_CASE, WALLET_CODE_CRYPTOCURRENCY, NULL },
    { "monero:", ANY_CASE, WALLET_CODE_CRYPTOCURRENCY, NULL },
    { "lightning:", ANY_CASE, WALLET_CODE_CRYPTOCURRENCY, NULL },

    /* IATA Resolution 792: legs, name, electronic ticket, booking, from, to, carrier, flight, day of
       the year, cabin, seat, sequence, status, size of what follows. */
    { "M%1d%20.%1.%7.%3A%3A%3.%5.%3d%1.%4.%5.%1.%2h", AS_IT_IS, WALLET_CODE_BOARDING_PASS, NULL },

    /* GS1 General Specifications: GTIN, followed by batch, day or serial number; as people write it,
       and with the identifier that guns put before it (ISO/IEC 15424). */
    { "]Q3", AS_IT_IS, WALLET_CODE_GOODS, NULL },
    { "(01)%14d", AS_IT_IS, WALLET_CODE_GOODS, has_gtin_in_brackets },
    { "01%14d10%1+.", AS_IT_IS, WALLET_CODE_GOODS, has_gtin },
    { "01%14d11%6d", AS_IT_IS, WALLET_CODE_GOODS, has_gtin },
    { "01%14d17%6d", AS_IT_IS, WALLET_CODE_GOODS, has_gtin },
    { "01%14d21%1+.", AS_IT_IS, WALLET_CODE_GOODS, has_gtin },

    /* ICAO Doc 9303-13, versions 3 and 4; ANTS 2D-Doc; ICAO VDS-NC is JSON. */
    { "\xdc\x02", AS_IT_IS, WALLET_CODE_SEAL, is_long_enough_for_vds },
    { "\xdc\x03", AS_IT_IS, WALLET_CODE_SEAL, is_long_enough_for_vds },
    { "DC0%1dFR%2n%4n%8h", AS_IT_IS, WALLET_CODE_SEAL, NULL },
    { "shc:/", ANY_CASE, WALLET_CODE_HEALTH_CARD, NULL }, /* SMART Health Cards Framework */
    { "shlink:/", ANY_CASE, WALLET_CODE_HEALTH_CARD, NULL },
    { "NZCP:/", ANY_CASE, WALLET_CODE_HEALTH_CARD, NULL }, /* New Zealand COVID Pass */
    { "{", AS_IT_IS, WALLET_CODE_HEALTH_CARD, holds_vds_nc_of_health },
    { "{", AS_IT_IS, WALLET_CODE_SEAL, holds_vds_nc },

    /* UIDAI: Aadhaar's XML, and the secure code, a number of thousands of digits. */
    { "<", AS_IT_IS, WALLET_CODE_IDENTITY, holds_aadhaar },
    { "%1000+d", WHOLE, WALLET_CODE_IDENTITY, NULL },

    /* MOSIP Claim 169: nothing but Base45, of a zlib stream (78 01, 78 5e, 78 9c, 78 da), of
       COSE_Sign1 under its tag (d2 84), of COSE_Encrypt0 (d0 83) or of either within the tag of a CWT
       (d8 3d).  What is no zlib stream is to be one of Brotli, which begins in no way of its own. */
    { "V7F%60+q", WHOLE, WALLET_CODE_CLAIM169, is_base45_size },
    { "Y9F%60+q", WHOLE, WALLET_CODE_CLAIM169, is_base45_size },
    { "6BF%60+q", WHOLE, WALLET_CODE_CLAIM169, is_base45_size },
    { "NCF%60+q", WHOLE, WALLET_CODE_CLAIM169, is_base45_size },
    { "RRQ%60+q", WHOLE, WALLET_CODE_CLAIM169, is_base45_size },
    { "9GQ%60+q", WHOLE, WALLET_CODE_CLAIM169, is_base45_size },
    { "7FR%60+q", WHOLE, WALLET_CODE_CLAIM169, is_base45_size },

    /* OpenID for Verifiable Presentations and Credential Issuance, HAIP, ISO/IEC 18013-7. */
    { "openid4vp:", ANY_CASE, WALLET_CODE_WALLET_REQUEST, NULL },
    { "mdoc-openid4vp:", ANY_CASE, WALLET_CODE_WALLET_REQUEST, NULL },
    { "eudi-openid4vp:", ANY_CASE, WALLET_CODE_WALLET_REQUEST, NULL },
    { "haip:", ANY_CASE, WALLET_CODE_WALLET_REQUEST, NULL },
    { "haip-vp:", ANY_CASE, WALLET_CODE_WALLET_REQUEST, NULL },
    { "haip-vci:", ANY_CASE, WALLET_CODE_WALLET_REQUEST, NULL },
    { "openid-credential-offer:", ANY_CASE, WALLET_CODE_WALLET_REQUEST, NULL },

    /* Behind all that is known by its own beginning. */
    { "%120+q", WHOLE, WALLET_CODE_CLAIM169_BROTLI, is_base45_of_bytes },
};

static bool fits(const struct look *look, struct wallet_bytes text)
{
    struct wallet_bytes rest;
    return wlt_pattern_begins(look->pattern, text, (look->fit & ANY_CASE) != 0, &rest) &&
           ((look->fit & WHOLE) == 0 || rest.size == 0) && (!look->agrees || look->agrees(text));
}

enum wallet_code_kind wallet_code_kind(struct wallet_bytes text)
{
    text = wlt_frame_strip(text);
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        if (fits(&looks[i], text)) {
            return looks[i].kind;
        }
    }

    return wlt_link_kind(text);
}
