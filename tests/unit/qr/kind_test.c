/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "test.h"

#include <string.h>

static const struct {
    const char *text;
    enum wallet_code_kind kind;
} codes[] = {
    { "EL1:BB8", WALLET_CODE_LICENCE },
    { "]Q1EL1:BB8\r\n", WALLET_CODE_LICENCE },
    { "el1:BB8", WALLET_CODE_UNKNOWN },
    { "EL1/1/2/4711:BB8", WALLET_CODE_LICENCE_PART },
    { "EL2:BB8", WALLET_CODE_UNKNOWN },
    { "HC1:NCFOXN", WALLET_CODE_HEALTH },
    { "hc1:NCFOXN", WALLET_CODE_UNKNOWN },
    { "mdoc:owBjMS4w", WALLET_CODE_MDOC },
    { "MDOC:owBjMS4w", WALLET_CODE_MDOC },
    { "mdoc/owBjMS4w", WALLET_CODE_UNKNOWN },

    { "wxp://f2f0abcdefgh", WALLET_CODE_PAYMENT },
    { "wxp:f2f0abcdefgh", WALLET_CODE_UNKNOWN },
    { "weixin://wxpay/bizpayurl?pr=abc", WALLET_CODE_PAYMENT },
    { "00020101021126", WALLET_CODE_PAYMENT },
    { "000202", WALLET_CODE_UNKNOWN },
    { "hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MQ", WALLET_CODE_PAYMENT },
    { "hqvdufywmwetTwegAAAAVVVVUAhQcm9kdWN0MQ", WALLET_CODE_UNKNOWN },
    { "134567890123456789", WALLET_CODE_PAYMENT },
    { "134567890123456789\r\n", WALLET_CODE_PAYMENT },
    { "]Q1134567890123456789\t", WALLET_CODE_PAYMENT },
    { "100000000000000000", WALLET_CODE_PAYMENT },
    { "110000000000000000", WALLET_CODE_PAYMENT },
    { "120000000000000000", WALLET_CODE_PAYMENT },
    { "140000000000000000", WALLET_CODE_PAYMENT },
    { "159999999999999999", WALLET_CODE_PAYMENT },
    { "090000000000000000", WALLET_CODE_UNKNOWN },
    { "160000000000000000", WALLET_CODE_UNKNOWN },
    { "13456789012345678", WALLET_CODE_UNKNOWN },
    { "1345678901234567890", WALLET_CODE_UNKNOWN },
    { "13456789012345678X", WALLET_CODE_UNKNOWN },
    { "134567890123456789 ", WALLET_CODE_UNKNOWN },
    { "11010519491231002X", WALLET_CODE_CITIZEN_NUMBER }, /* the examples of GB 11643 */
    { "440524188001010014", WALLET_CODE_UNKNOWN },        /* of 1880 */
    { "440524198001010013", WALLET_CODE_CITIZEN_NUMBER },
    { "110105194912310021", WALLET_CODE_PAYMENT }, /* with another check character */
    { "110105194913310021", WALLET_CODE_PAYMENT }, /* there is no such month */
    { "11010519491231002x", WALLET_CODE_UNKNOWN },
    { "1101051949123100X", WALLET_CODE_UNKNOWN },
    { "2500000000000000", WALLET_CODE_PAYMENT },
    { "260000000000000000", WALLET_CODE_PAYMENT },
    { "270000000000000000", WALLET_CODE_PAYMENT },
    { "280000000000000000", WALLET_CODE_PAYMENT },
    { "290000000000000000", WALLET_CODE_PAYMENT },
    { "301234567890123456789012", WALLET_CODE_PAYMENT },
    { "250000000000000", WALLET_CODE_UNKNOWN },
    { "2812345678901234567890123", WALLET_CODE_UNKNOWN },
    { "240000000000000000", WALLET_CODE_UNKNOWN },
    { "310000000000000000", WALLET_CODE_UNKNOWN },
    { "6212345678901234567", WALLET_CODE_PAYMENT },
    { "621234567890123456", WALLET_CODE_UNKNOWN },
    { "0112345678901234567", WALLET_CODE_PAYMENT },
    { "011234567890123456", WALLET_CODE_UNKNOWN },
    { "01123456789012345678", WALLET_CODE_UNKNOWN },

    { "weixin://dl/business/?t=invented", WALLET_CODE_APP },
    { "WEIXIN://DL/BUSINESS/?T=INVENTED", WALLET_CODE_APP },
    { "alipays://platformapi/startapp?appId=1", WALLET_CODE_APP },
    { "alipay://platformapi/startapp?appId=1", WALLET_CODE_APP },
    { "alipayqr://platformapi/startapp?saId=1", WALLET_CODE_APP },
    { "mqqapi://card/show_pslcard?uin=1", WALLET_CODE_APP },
    { "weixin:dl/business", WALLET_CODE_UNKNOWN },

    { "4240000000000000000099360000", WALLET_CODE_MEDICAL_INSURANCE },
    { "opc0000000000000000099360000", WALLET_CODE_MEDICAL_INSURANCE },
    { "4240000000000000000099110000", WALLET_CODE_MEDICAL_INSURANCE },
    { "4240000000000000000099820000", WALLET_CODE_MEDICAL_INSURANCE },
    { "4240000000000000000099100000", WALLET_CODE_UNKNOWN },
    { "4240000000000000000099830000", WALLET_CODE_UNKNOWN },
    { "424000000000000000009936000", WALLET_CODE_UNKNOWN },
    { "42400000000000000000993600000", WALLET_CODE_UNKNOWN },
    { "4250000000000000000099360000", WALLET_CODE_UNKNOWN },

    { "01,10,036001605111,80100798,64.9,20261018,85342965681116380258,0816,", WALLET_CODE_TAX },
    { "01,01,3600154130,03630024,94339.62,20260621,,9335,", WALLET_CODE_TAX },
    { "01,32,,26362000000014209621,112,20260215,,74AE", WALLET_CODE_TAX },
    { "01,04,3600154130,03630024,-12.00,20260621,,9335,", WALLET_CODE_TAX },
    { "02,10,036001605111,80100798,64.9,20261018,85342965681116380258,", WALLET_CODE_UNKNOWN },
    { "01,10,036001605111,80100798,64.9,2026101,8534", WALLET_CODE_UNKNOWN },
    { "01,10,036001605111,8010079,64.9,20261018,8534", WALLET_CODE_UNKNOWN },
    { "01,10,036001605111,80100798,,20261018,8534", WALLET_CODE_UNKNOWN },
    { "01,10", WALLET_CODE_UNKNOWN },

    { "81000000000000000000", WALLET_CODE_MEDICINE },
    { "8100000000000000000", WALLET_CODE_UNKNOWN },
    { "810000000000000000000", WALLET_CODE_UNKNOWN },
    { "71000000000000000000", WALLET_CODE_UNKNOWN },

    { "MMM={'k1':'790W','k2':'790AE','k5':'SF0000000000000'}", WALLET_CODE_WAYBILL },
    { "MM={'k1':'790W'}", WALLET_CODE_UNKNOWN },
    { "SF0000000000000", WALLET_CODE_WAYBILL },
    { "YT0000000000000", WALLET_CODE_WAYBILL },
    { "JT0000000000000", WALLET_CODE_WAYBILL },
    { "SF000000000000", WALLET_CODE_UNKNOWN },
    { "SF00000000000000", WALLET_CODE_UNKNOWN },
    { "sf0000000000000", WALLET_CODE_UNKNOWN },
    { "EE473124829CN", WALLET_CODE_WAYBILL },
    { "EE473124828CN", WALLET_CODE_UNKNOWN },
    { "EE473124829C", WALLET_CODE_UNKNOWN },
    { "EE473124829CNX", WALLET_CODE_UNKNOWN },

    { "otpauth://totp/hall?secret=INVENTED", WALLET_CODE_SECRET },
    { "OTPAUTH://TOTP/HALL?SECRET=INVENTED", WALLET_CODE_SECRET },
    { "otpauth-migration://offline?data=INVENTED", WALLET_CODE_SECRET },
    { "LPA:1$smdp.example$INVENTED", WALLET_CODE_SECRET },
    { "otpauth:totp", WALLET_CODE_UNKNOWN },
    { "LPA:smdp.example", WALLET_CODE_UNKNOWN },

    { "WIFI:T:WPA;S:hall;P:invented;;", WALLET_CODE_WIFI },
    { "wifi:S:hall;;", WALLET_CODE_WIFI },
    { "DPP:K:MDkw;;", WALLET_CODE_WIFI },
    { "WIFI", WALLET_CODE_UNKNOWN },
    { "BEGIN:VCARD\nVERSION:3.0", WALLET_CODE_CONTACT },
    { "MECARD:N:Zhang;;", WALLET_CODE_CONTACT },
    { "BIZCARD:N:Zhang;;", WALLET_CODE_CONTACT },
    { "BEGIN:VTODO", WALLET_CODE_UNKNOWN },
    { "BEGIN:VCALENDAR\nVERSION:2.0", WALLET_CODE_CALENDAR },
    { "BEGIN:VEVENT\nSUMMARY:x", WALLET_CODE_CALENDAR },
    { "geo:27.8,114.9", WALLET_CODE_PLACE },
    { "geology", WALLET_CODE_UNKNOWN },
    { "tel:+8607900000000", WALLET_CODE_TELEPHONE },
    { "TEL:+8607900000000", WALLET_CODE_TELEPHONE },
    { "telephone", WALLET_CODE_UNKNOWN },
    { "sms:+8607900000000?body=x", WALLET_CODE_MESSAGE },
    { "SMSTO:+8607900000000:x", WALLET_CODE_MESSAGE },
    { "mms:+8607900000000", WALLET_CODE_MESSAGE },
    { "mmsto:+8607900000000", WALLET_CODE_MESSAGE },
    { "mailto:hall@example.org", WALLET_CODE_MESSAGE },
    { "MATMSG:TO:hall@example.org;;", WALLET_CODE_MESSAGE },
    { "SMTP:hall@example.org:x", WALLET_CODE_MESSAGE },
    { "hall@example.org", WALLET_CODE_UNKNOWN },
    { "bitcoin:1invented?amount=1", WALLET_CODE_CRYPTOCURRENCY },
    { "BITCOIN:BC1INVENTED", WALLET_CODE_CRYPTOCURRENCY },
    { "ethereum:0x0", WALLET_CODE_CRYPTOCURRENCY },
    { "bitcoincash:q", WALLET_CODE_CRYPTOCURRENCY },
    { "litecoin:L", WALLET_CODE_CRYPTOCURRENCY },
    { "dogecoin:D", WALLET_CODE_CRYPTOCURRENCY },
    { "monero:4", WALLET_CODE_CRYPTOCURRENCY },
    { "lightning:lnbc1", WALLET_CODE_CRYPTOCURRENCY },
    { "bitcoins", WALLET_CODE_UNKNOWN },

    { "M1ZHANG/SAN           EABC123 KHNPEKCA 0834 226F001A0025 100", WALLET_CODE_BOARDING_PASS },
    { "M2ZHANG/SAN           EABC123 KHNPEKCA 0834 226F001A0025 136>60B",
      WALLET_CODE_BOARDING_PASS },
    { "M1ZHANG/SAN           EABC123 KHNPEKCA 0834 226F001A0025 10", WALLET_CODE_UNKNOWN },
    { "M1ZHANG/SAN           EABC123 KHNpEKCA 0834 226F001A0025 100", WALLET_CODE_UNKNOWN },
    { "M1ZHANG/SAN          EABC123 KHNPEKCA 0834 226F001A0025 1000", WALLET_CODE_UNKNOWN },
    { "MXZHANG/SAN           EABC123 KHNPEKCA 0834 226F001A0025 100", WALLET_CODE_UNKNOWN },
    { "M1 is the road to Peking, and it is a long one, as all roads to it are",
      WALLET_CODE_UNKNOWN },

    { "]Q30109521234543213", WALLET_CODE_GOODS },
    { "(01)09521234543213(10)ABC", WALLET_CODE_GOODS },
    { "(01)09521234543213", WALLET_CODE_GOODS },
    { "(01)09521234543214", WALLET_CODE_UNKNOWN },
    { "(01)0952123454321", WALLET_CODE_UNKNOWN },
    { "010952123454321310ABC123", WALLET_CODE_GOODS },
    { "010952123454321311261231", WALLET_CODE_GOODS },
    { "010952123454321317261231", WALLET_CODE_GOODS },
    { "010952123454321321A", WALLET_CODE_GOODS },
    { "010952123454321421A", WALLET_CODE_UNKNOWN },
    { "010952123454321310", WALLET_CODE_UNKNOWN },
    { "010952123454321399A", WALLET_CODE_UNKNOWN },
    { "010952123454321317ABCDEF", WALLET_CODE_UNKNOWN },

    { "DC02FR000001125E125B0126FR247500010MME/SPECIMEN/NATACHA", WALLET_CODE_SEAL },
    { "DC04FR0AXT4A0E840E8A01", WALLET_CODE_SEAL },
    { "DC02DE000001125E125B01", WALLET_CODE_UNKNOWN },
    { "DC02FR000001125E125", WALLET_CODE_UNKNOWN },
    { "DC12FR000001125E125B01", WALLET_CODE_UNKNOWN },
    { "{\"data\":{\"hdr\":{\"is\":\"UTO\",\"t\":\"icao.vacc\",\"v\":1}}}",
      WALLET_CODE_HEALTH_CARD },
    { "{\"data\":{\"hdr\":{\"is\":\"UTO\",\"t\":\"icao.test\",\"v\":1}}}",
      WALLET_CODE_HEALTH_CARD },
    { "{\"data\":{\"hdr\":{\"is\":\"UTO\",\"t\":\"icao.dta\",\"v\":1}}}", WALLET_CODE_SEAL },
    { "{\"data\":{\"hdr\":{\"is\":\"UTO\",\"t\":\"other\",\"v\":1}}}", WALLET_CODE_UNKNOWN },
    { " \"icao.vacc\"", WALLET_CODE_UNKNOWN },
    { "shc:/5676290952432060346029243740", WALLET_CODE_HEALTH_CARD },
    { "shlink:/eyJ1cmwi", WALLET_CODE_HEALTH_CARD },
    { "NZCP:/1/2KCEVIQEIVVWK6JNGEASNICZAEP2", WALLET_CODE_HEALTH_CARD },
    { "shc:5676", WALLET_CODE_UNKNOWN },
    { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PrintLetterBarcodeData uid=\"0\"/>",
      WALLET_CODE_IDENTITY },
    { "<PrintLetterBarcodeData uid=\"0\"/>", WALLET_CODE_IDENTITY },
    { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<other uid=\"0\"/>", WALLET_CODE_UNKNOWN },

    { "openid4vp://?client_id=x", WALLET_CODE_WALLET_REQUEST },
    { "OPENID4VP://?CLIENT_ID=X", WALLET_CODE_WALLET_REQUEST },
    { "mdoc-openid4vp://?client_id=x", WALLET_CODE_WALLET_REQUEST },
    { "eudi-openid4vp://?client_id=x", WALLET_CODE_WALLET_REQUEST },
    { "haip://?client_id=x", WALLET_CODE_WALLET_REQUEST },
    { "haip-vp://?client_id=x", WALLET_CODE_WALLET_REQUEST },
    { "haip-vci://?credential_offer=x", WALLET_CODE_WALLET_REQUEST },
    { "openid-credential-offer://?credential_offer=x", WALLET_CODE_WALLET_REQUEST },
    { "openid5vp://", WALLET_CODE_UNKNOWN },

    { "https://example.org/", WALLET_CODE_LINK },
    { "https://qr.alipay.com/fkx00000abcdef", WALLET_CODE_PAYMENT },
    { "", WALLET_CODE_UNKNOWN },
    { "1", WALLET_CODE_UNKNOWN },
    { "]Q1", WALLET_CODE_UNKNOWN },
    { "hello", WALLET_CODE_UNKNOWN },
};

TEST(tells_codes_by_their_form)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        CHECK_ROW(codes[i].text, wallet_code_kind(test_text(codes[i].text)), codes[i].kind);
    }
}

static struct wallet_bytes filled(const char *beginning, char character, size_t size)
{
    char *text = test_memory(size + 1);
    memset(text, character, size);
    for (size_t i = 0; beginning[i] != '\0'; i++) {
        text[i] = beginning[i];
    }

    text[size] = '\0';
    return test_text(text);
}

TEST(tells_large_numbers_of_identity)
{
    CHECK_EQUAL(wallet_code_kind(filled("", '7', 1000)), WALLET_CODE_IDENTITY);
    CHECK_EQUAL(wallet_code_kind(filled("", '7', 7089)), WALLET_CODE_IDENTITY);
    CHECK_EQUAL(wallet_code_kind(filled("", '7', 999)), WALLET_CODE_UNKNOWN);
    CHECK_EQUAL(wallet_code_kind(filled("7X", '7', 1000)), WALLET_CODE_UNKNOWN);
}

TEST(tells_bare_base45_by_what_it_begins_with)
{
    static const char *const beginnings[] = { "V7F", "Y9F", "6BF", "NCF", "RRQ", "9GQ", "7FR" };

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        const char *beginning = beginnings[i];
        CHECK_ROW(beginning, wallet_code_kind(filled(beginning, '0', 63)), WALLET_CODE_CLAIM169);
        CHECK_ROW(beginning, wallet_code_kind(filled(beginning, '0', 65)), WALLET_CODE_CLAIM169);
        CHECK_ROW(beginning, wallet_code_kind(filled(beginning, '0', 64)), WALLET_CODE_UNKNOWN);
        CHECK_ROW(beginning, wallet_code_kind(filled(beginning, '0', 62)), WALLET_CODE_UNKNOWN);
        CHECK_ROW(beginning, wallet_code_kind(filled(beginning, 'a', 63)), WALLET_CODE_UNKNOWN);
    }

    CHECK_EQUAL(wallet_code_kind(filled("6BG", '0', 63)), WALLET_CODE_UNKNOWN);
}

/** So many letters A, but for what stands at the beginning. */
static enum wallet_code_kind kind_of_as(const char *beginning, size_t size)
{
    return wallet_code_kind(filled(beginning, 'A', size));
}

TEST(tells_bytes_in_base45_that_begin_in_no_known_way)
{
    CHECK_EQUAL(kind_of_as("A$A", 120), WALLET_CODE_CLAIM169_BROTLI);
    CHECK_EQUAL(kind_of_as("A$A", 122), WALLET_CODE_UNKNOWN); /* "AA" says more than a byte holds */
    CHECK_EQUAL(kind_of_as("A$A", 121), WALLET_CODE_UNKNOWN);
    CHECK_EQUAL(kind_of_as("A$A", 117), WALLET_CODE_UNKNOWN);
    CHECK_EQUAL(kind_of_as("AAA", 120), WALLET_CODE_UNKNOWN); /* as hexadecimal digits */
    CHECK_EQUAL(kind_of_as("A A", 120), WALLET_CODE_UNKNOWN); /* as words */
    CHECK_EQUAL(kind_of_as("A$ ", 120), WALLET_CODE_UNKNOWN); /* beyond two bytes */
    CHECK_EQUAL(kind_of_as("A$Aa", 120), WALLET_CODE_UNKNOWN);
    CHECK_EQUAL(kind_of_as("HTTPS://", 120), WALLET_CODE_LINK);
}

TEST(tells_visible_digital_seals)
{
    uint8_t *seal = test_memory(64);
    memset(seal, 0x5a, 64);
    seal[0] = 0xdc;
    seal[1] = 3;

    CHECK_EQUAL(wallet_code_kind((struct wallet_bytes){ seal, 64 }), WALLET_CODE_SEAL);
    CHECK_EQUAL(wallet_code_kind((struct wallet_bytes){ seal, 63 }), WALLET_CODE_UNKNOWN);
    seal[1] = 2;
    CHECK_EQUAL(wallet_code_kind((struct wallet_bytes){ seal, 64 }), WALLET_CODE_SEAL);
    seal[1] = 4;
    CHECK_EQUAL(wallet_code_kind((struct wallet_bytes){ seal, 64 }), WALLET_CODE_UNKNOWN);
}

TEST(reads_no_further_than_the_text)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const size_t size = strlen(codes[i].text);
        for (size_t cut = 0; cut <= size; cut++) {
            uint8_t *copy =
                test_memory(cut > 0 ? cut : 1); /* its end is watched by the sanitiser */
            memcpy(copy, codes[i].text, cut);
            (void)wallet_code_kind((struct wallet_bytes){ copy, cut });
        }
    }

    CHECK_EQUAL(wallet_code_kind((struct wallet_bytes){ 0 }), WALLET_CODE_UNKNOWN);
}
