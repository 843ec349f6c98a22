/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/claim169.h>

#include <string.h>

/** An attribute, as section 3.1 of the specification has it. */
struct attribute {
    enum wallet_claim169_attribute number;
    enum wallet_claim169_kind kind;
    const char *name;
    const char *titles[2]; /* English, Chinese */
};

static const struct attribute attributes[] = {
    { WALLET_CLAIM169_ID, WALLET_CLAIM169_TEXT, "id", { "ID", "身份编号" } },
    { WALLET_CLAIM169_VERSION, WALLET_CLAIM169_TEXT, "version", { "Version", "版本" } },
    { WALLET_CLAIM169_LANGUAGE, WALLET_CLAIM169_TEXT, "language", { "Language", "语言" } },
    { WALLET_CLAIM169_FULL_NAME, WALLET_CLAIM169_TEXT, "fullName", { "Full name", "姓名" } },
    { WALLET_CLAIM169_FIRST_NAME, WALLET_CLAIM169_TEXT, "firstName", { "First name", "名" } },
    { WALLET_CLAIM169_MIDDLE_NAME,
      WALLET_CLAIM169_TEXT,
      "middleName",
      { "Middle name", "中间名" } },
    { WALLET_CLAIM169_LAST_NAME, WALLET_CLAIM169_TEXT, "lastName", { "Last name", "姓" } },
    { WALLET_CLAIM169_DATE_OF_BIRTH,
      WALLET_CLAIM169_TEXT,
      "dateOfBirth",
      { "Date of birth", "出生日期" } },
    { WALLET_CLAIM169_GENDER, WALLET_CLAIM169_CHOICE, "gender", { "Gender", "性别" } },
    { WALLET_CLAIM169_ADDRESS, WALLET_CLAIM169_TEXT, "address", { "Address", "地址" } },
    { WALLET_CLAIM169_EMAIL, WALLET_CLAIM169_TEXT, "email", { "E-mail", "电子邮箱" } },
    { WALLET_CLAIM169_PHONE, WALLET_CLAIM169_TEXT, "phone", { "Phone", "电话" } },
    { WALLET_CLAIM169_NATIONALITY, WALLET_CLAIM169_TEXT, "nationality", { "Nationality", "国籍" } },
    { WALLET_CLAIM169_MARITAL_STATUS,
      WALLET_CLAIM169_CHOICE,
      "maritalStatus",
      { "Marital status", "婚姻状况" } },
    { WALLET_CLAIM169_GUARDIAN, WALLET_CLAIM169_TEXT, "guardian", { "Guardian", "监护人" } },
    { WALLET_CLAIM169_PHOTO, WALLET_CLAIM169_IMAGE, "photo", { "Photo", "照片" } },
    { WALLET_CLAIM169_PHOTO_FORMAT,
      WALLET_CLAIM169_CHOICE,
      "photoFormat",
      { "Photo format", "照片格式" } },
    { WALLET_CLAIM169_BEST_QUALITY_FINGERS,
      WALLET_CLAIM169_FINGERS,
      "bestQualityFingers",
      { "Best fingers", "最佳指位" } },
    { WALLET_CLAIM169_SECONDARY_FULL_NAME,
      WALLET_CLAIM169_TEXT,
      "secondaryFullName",
      { "Second-language name", "姓名（第二语言）" } },
    { WALLET_CLAIM169_SECONDARY_LANGUAGE,
      WALLET_CLAIM169_TEXT,
      "secondaryLanguage",
      { "Second language", "第二语言" } },
    { WALLET_CLAIM169_LOCATION_CODE,
      WALLET_CLAIM169_TEXT,
      "locationCode",
      { "Location code", "位置代码" } },
    { WALLET_CLAIM169_LEGAL_STATUS,
      WALLET_CLAIM169_TEXT,
      "legalStatus",
      { "Legal status", "法律身份" } },
    { WALLET_CLAIM169_COUNTRY_OF_ISSUANCE,
      WALLET_CLAIM169_TEXT,
      "countryOfIssuance",
      { "Country of issuance", "签发国" } },
    { WALLET_CLAIM169_RIGHT_THUMB,
      WALLET_CLAIM169_BIOMETRICS,
      "rightThumb",
      { "Right thumb", "右手拇指" } },
    { WALLET_CLAIM169_RIGHT_POINTER_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "rightPointerFinger",
      { "Right pointer finger", "右手食指" } },
    { WALLET_CLAIM169_RIGHT_MIDDLE_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "rightMiddleFinger",
      { "Right middle finger", "右手中指" } },
    { WALLET_CLAIM169_RIGHT_RING_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "rightRingFinger",
      { "Right ring finger", "右手环指" } },
    { WALLET_CLAIM169_RIGHT_LITTLE_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "rightLittleFinger",
      { "Right little finger", "右手小指" } },
    { WALLET_CLAIM169_LEFT_THUMB,
      WALLET_CLAIM169_BIOMETRICS,
      "leftThumb",
      { "Left thumb", "左手拇指" } },
    { WALLET_CLAIM169_LEFT_POINTER_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "leftPointerFinger",
      { "Left pointer finger", "左手食指" } },
    { WALLET_CLAIM169_LEFT_MIDDLE_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "leftMiddleFinger",
      { "Left middle finger", "左手中指" } },
    { WALLET_CLAIM169_LEFT_RING_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "leftRingFinger",
      { "Left ring finger", "左手环指" } },
    { WALLET_CLAIM169_LEFT_LITTLE_FINGER,
      WALLET_CLAIM169_BIOMETRICS,
      "leftLittleFinger",
      { "Left little finger", "左手小指" } },
    { WALLET_CLAIM169_RIGHT_IRIS,
      WALLET_CLAIM169_BIOMETRICS,
      "rightIris",
      { "Right iris", "右眼虹膜" } },
    { WALLET_CLAIM169_LEFT_IRIS,
      WALLET_CLAIM169_BIOMETRICS,
      "leftIris",
      { "Left iris", "左眼虹膜" } },
    { WALLET_CLAIM169_FACE, WALLET_CLAIM169_BIOMETRICS, "face", { "Face", "面部照片" } },
    { WALLET_CLAIM169_RIGHT_PALM,
      WALLET_CLAIM169_BIOMETRICS,
      "rightPalm",
      { "Right palm print", "右手掌纹" } },
    { WALLET_CLAIM169_LEFT_PALM,
      WALLET_CLAIM169_BIOMETRICS,
      "leftPalm",
      { "Left palm print", "左手掌纹" } },
    { WALLET_CLAIM169_VOICE, WALLET_CLAIM169_BIOMETRICS, "voice", { "Voice", "声音" } },
};

enum {
    ATTRIBUTE_COUNT = sizeof attributes / sizeof attributes[0],
};

/** What the numbers of a list say, from 1 on. */
struct choice {
    enum wallet_claim169_attribute number;
    uint64_t value;
    const char *titles[2];
};

static const struct choice choices[] = {
    { WALLET_CLAIM169_GENDER, 1, { "Male", "男" } },
    { WALLET_CLAIM169_GENDER, 2, { "Female", "女" } },
    { WALLET_CLAIM169_GENDER, 3, { "Others", "其他" } },
    { WALLET_CLAIM169_MARITAL_STATUS, 1, { "Unmarried", "未婚" } },
    { WALLET_CLAIM169_MARITAL_STATUS, 2, { "Married", "已婚" } },
    { WALLET_CLAIM169_MARITAL_STATUS, 3, { "Divorced", "离婚" } },
    { WALLET_CLAIM169_PHOTO_FORMAT, 1, { "JPEG", "JPEG" } },
    { WALLET_CLAIM169_PHOTO_FORMAT, 2, { "JPEG 2000", "JPEG 2000" } },
    { WALLET_CLAIM169_PHOTO_FORMAT, 3, { "AVIF", "AVIF" } },
    { WALLET_CLAIM169_PHOTO_FORMAT, 4, { "WebP", "WebP" } },
};

static const struct attribute *find(uint64_t number)
{
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
        if (attributes[i].number == number) {
            return &attributes[i];
        }
    }

    return NULL;
}

static const char *in(const char *const titles[2], enum wallet_language language)
{
    return titles[language == WALLET_CHINESE ? 1 : 0];
}

enum wallet_claim169_kind wallet_claim169_kind(uint64_t number)
{
    const struct attribute *attribute = find(number);
    return attribute ? attribute->kind : WALLET_CLAIM169_UNASSIGNED;
}

const char *wallet_claim169_name(uint64_t number)
{
    const struct attribute *attribute = find(number);
    return attribute ? attribute->name : "";
}

uint64_t wallet_claim169_number(const char *name)
{
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
        if (strcmp(attributes[i].name, name) == 0) {
            return attributes[i].number;
        }
    }

    return 0;
}

const char *wallet_claim169_title(uint64_t number, enum wallet_language language)
{
    const struct attribute *attribute = find(number);
    return attribute ? in(attribute->titles, language) : "";
}

const char *wallet_claim169_choice(uint64_t number, uint64_t value, enum wallet_language language)
{
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        if (choices[i].number == number && choices[i].value == value) {
            return in(choices[i].titles, language);
        }
    }

    return "";
}
