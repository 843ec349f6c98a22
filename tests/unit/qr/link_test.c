/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/link.h"

#include "test.h"

static const struct {
    const char *text;
    enum wallet_code_kind kind;
} links[] = {
    { "https://example.org/", WALLET_CODE_LINK },
    { "http://example.org", WALLET_CODE_LINK },
    { "HTTP://EXAMPLE.ORG", WALLET_CODE_LINK },
    { "https://", WALLET_CODE_LINK },
    { "https:/", WALLET_CODE_UNKNOWN },
    { "https:example.org", WALLET_CODE_UNKNOWN },
    { "ftp://example.org/", WALLET_CODE_UNKNOWN },
    { "qr.alipay.com/x", WALLET_CODE_UNKNOWN },
    { "", WALLET_CODE_UNKNOWN },

    { "https://qr.alipay.com/fkx00000abcdef", WALLET_CODE_PAYMENT },
    { "HTTPS://QR.ALIPAY.COM/FKX00000ABCDEF", WALLET_CODE_PAYMENT },
    { "http://qr.alipay.com", WALLET_CODE_PAYMENT },
    { "https://qr.alipay.com:443/x", WALLET_CODE_PAYMENT },
    { "https://qr.alipay.com:/x", WALLET_CODE_PAYMENT },
    { "https://qr.alipay.com./x", WALLET_CODE_PAYMENT },
    { "https://qr.alipay.com?x", WALLET_CODE_PAYMENT },
    { "https://qr.alipay.com#x", WALLET_CODE_PAYMENT },
    { "https://mobilecodec.alipay.com/show.htm?code=x", WALLET_CODE_PAYMENT },
    { "https://qr.95516.com/00010000/62", WALLET_CODE_PAYMENT },
    { "https://wx.tenpay.com/f2f?t=x", WALLET_CODE_PAYMENT },
    { "https://payapp.weixin.qq.com/qr/x", WALLET_CODE_PAYMENT },

    /* Whose names only look alike. */
    { "https://qr.alipay.com.evil.cn/x", WALLET_CODE_LINK },
    { "https://evil-qr.alipay.com/x", WALLET_CODE_LINK },
    { "https://x.qr.alipay.com/x", WALLET_CODE_LINK },
    { "https://xqr.alipay.com/x", WALLET_CODE_LINK },
    { "https://alipay.com/x", WALLET_CODE_LINK },
    { "https://qr.alipay.co/x", WALLET_CODE_LINK },
    { "https://qr.alipay.com../x", WALLET_CODE_LINK },
    { "https://qr.alipay.com@evil.cn/x", WALLET_CODE_LINK },
    { "https://evil.cn@qr.alipay.com/x", WALLET_CODE_LINK },
    { "https://qr.alipay.com:443@evil.cn/x", WALLET_CODE_LINK },
    { "https://qr.alipay.com:x/x", WALLET_CODE_LINK },
    { "https://qr.alipay.com\\.evil.cn/x", WALLET_CODE_LINK },
    { "https://qr.alipay.com\\@evil.cn/x", WALLET_CODE_LINK },
    { "https://evil.cn/https://qr.alipay.com/x", WALLET_CODE_LINK },
    { "https://evil.cn?qr.alipay.com/x", WALLET_CODE_LINK },
    { "https://evil.cn#qr.alipay.com/x", WALLET_CODE_LINK },
    { "https:///qr.alipay.com/x", WALLET_CODE_LINK },
    { "https://qr.alipay.com /x", WALLET_CODE_LINK },
    { "https://qr.ali\tpay.com/x", WALLET_CODE_LINK },
    { "https://qr%2ealipay.com/x", WALLET_CODE_LINK },
    { "https://qr.alip\xd0\xb0y.com/x", WALLET_CODE_LINK }, /* a Cyrillic letter */
    { "https://qr\xe3\x80\x82"
      "alipay.com/x",
      WALLET_CODE_LINK }, /* an ideographic full stop */
    { "https://xn--qr-alipay-0m8d.com/x", WALLET_CODE_LINK },
    { "https://[::1]/x", WALLET_CODE_LINK },

    { "https://u.wechat.com/invented", WALLET_CODE_CHAT },
    { "http://weixin.qq.com/r/invented", WALLET_CODE_CHAT },
    { "https://weixin.qq.com/g/invented", WALLET_CODE_CHAT },
    { "https://work.weixin.qq.com/ca/invented", WALLET_CODE_CHAT },
    { "https://qm.qq.com/cgi-bin/qm/qr?k=invented", WALLET_CODE_CHAT },
    { "https://weixin.qq.com/", WALLET_CODE_LINK },
    { "https://work.weixin.qq.com/wework_admin", WALLET_CODE_LINK },
    { "https://wechat.com/invented", WALLET_CODE_LINK },
    { "https://mp.weixin.qq.com/a/~invented~~", WALLET_CODE_APP },
    { "https://mp.weixin.qq.com/s/invented", WALLET_CODE_LINK },

    { "http://www.gsxt.gov.cn/%7Binvented%7D", WALLET_CODE_BUSINESS_REGISTER },
    { "http://jx.gsxt.gov.cn/%7Binvented%7D", WALLET_CODE_BUSINESS_REGISTER },
    { "https://gsxt.gov.cn", WALLET_CODE_BUSINESS_REGISTER },
    { "https://zwfw.samr.gov.cn/x", WALLET_CODE_BUSINESS_REGISTER },
    { "https://notgsxt.gov.cn/x", WALLET_CODE_GOVERNMENT },
    { "https://www.gsxt.gov.cn.evil.cn/x", WALLET_CODE_LINK },
    { "https://dppt.jiangxi.chinatax.gov.cn:8443/v/invented", WALLET_CODE_TAX },
    { "https://inv-veri.chinatax.gov.cn", WALLET_CODE_TAX },
    { "https://chinatax.gov.com/", WALLET_CODE_LINK },
    { "https://www.12306.cn/index/", WALLET_CODE_RAILWAY },
    { "https://kyfw.12306.cn/otn", WALLET_CODE_RAILWAY },
    { "https://112306.cn/", WALLET_CODE_LINK },
    { "https://jsstm.jszwfw.gov.cn/jkmIndex.html?token=invented", WALLET_CODE_HEALTH_CODE },
    { "https://jsstm.jszwfw.gov.cn/other.html", WALLET_CODE_GOVERNMENT },
    { "https://www.example.gov.cn/", WALLET_CODE_GOVERNMENT },
    { "https://gov.cn", WALLET_CODE_GOVERNMENT },
    { "https://mygov.cn", WALLET_CODE_LINK },
    { "https://www.gov.cn.com", WALLET_CODE_LINK },

    { "https://id.gs1.org/01/09521234543213", WALLET_CODE_GOODS },
    { "https://id.gs1.org/414/9521321000010", WALLET_CODE_GOODS },
    { "https://example.org/01/09521234543213", WALLET_CODE_GOODS },
    { "https://example.org/shop/01/09521234543213/10/ABC?17=261231", WALLET_CODE_GOODS },
    { "https://example.org/01/09521234543213?17=261231", WALLET_CODE_GOODS },
    { "https://example.org/01/09521234543214", WALLET_CODE_LINK },
    { "https://example.org/01/095212345432130", WALLET_CODE_LINK },
    { "https://example.org/01/0952123454321", WALLET_CODE_LINK },
    { "https://example.org/?x=/01/09521234543213", WALLET_CODE_LINK },
    { "https://example.org@evil.cn/01/09521234543213", WALLET_CODE_LINK },
};

TEST(tells_web_addresses_by_the_whole_host)
{
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        CHECK_ROW(links[i].text, wlt_link_kind(test_text(links[i].text)), links[i].kind);
    }
}

TEST(takes_a_nul_for_no_end_of_a_host)
{
    const struct wallet_bytes text = { (const uint8_t *)"https://qr.alipay.com\0.evil.cn/", 31 };
    CHECK_EQUAL(wlt_link_kind(text), WALLET_CODE_LINK);
}
