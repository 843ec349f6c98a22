/* SPDX-License-Identifier: Apache-2.0 */
#include "code_kind.h"

const char *code_kind_name(enum wallet_code_kind kind)
{
    switch (kind) {
    case WALLET_CODE_LICENCE: return "licence";
    case WALLET_CODE_LICENCE_PART: return "licence-part";
    case WALLET_CODE_HEALTH: return "health";
    case WALLET_CODE_PAYMENT: return "payment";
    case WALLET_CODE_LINK: return "link";
    case WALLET_CODE_WIFI: return "wifi";
    case WALLET_CODE_CONTACT: return "contact";
    case WALLET_CODE_MDOC: return "mdoc";
    case WALLET_CODE_APP: return "app";
    case WALLET_CODE_CHAT: return "chat";
    case WALLET_CODE_GOVERNMENT: return "government";
    case WALLET_CODE_BUSINESS_REGISTER: return "business-register";
    case WALLET_CODE_TAX: return "tax";
    case WALLET_CODE_MEDICAL_INSURANCE: return "medical-insurance";
    case WALLET_CODE_MEDICINE: return "medicine";
    case WALLET_CODE_RAILWAY: return "railway";
    case WALLET_CODE_WAYBILL: return "waybill";
    case WALLET_CODE_HEALTH_CODE: return "health-code";
    case WALLET_CODE_HEALTH_CARD: return "health-card";
    case WALLET_CODE_CALENDAR: return "calendar";
    case WALLET_CODE_PLACE: return "place";
    case WALLET_CODE_TELEPHONE: return "telephone";
    case WALLET_CODE_MESSAGE: return "message";
    case WALLET_CODE_SECRET: return "secret";
    case WALLET_CODE_CRYPTOCURRENCY: return "cryptocurrency";
    case WALLET_CODE_BOARDING_PASS: return "boarding-pass";
    case WALLET_CODE_GOODS: return "goods";
    case WALLET_CODE_SEAL: return "seal";
    case WALLET_CODE_IDENTITY: return "identity";
    case WALLET_CODE_WALLET_REQUEST: return "wallet-request";
    case WALLET_CODE_CITIZEN_NUMBER: return "citizen-number";
    case WALLET_CODE_CLAIM169: return "claim-169";
    case WALLET_CODE_CLAIM169_BROTLI: return "claim-169-brotli";
    case WALLET_CODE_UNKNOWN: break;
    }

    return "unknown";
}
