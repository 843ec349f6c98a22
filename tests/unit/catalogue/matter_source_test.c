/* SPDX-License-Identifier: Apache-2.0 */
#include "matter_rows.h"

static const struct row sources[] = {
    { "[\"id-card.birth_date\"] },\n",
      "[\"birth_date\"] },\n",
      STRUCTURE,
      "line 33: 'form[2].from[0]': expected '[PARTY/]TYPE.FIELD[.MEMBERFIELD[@PARTY]]'" },
    { "[\"id-card.birth_date\"] },\n",
      "[\"id-card.birth_date@spouse\"] },\n",
      STRUCTURE,
      "line 33: 'form[2].from[0]': expected '[PARTY/]TYPE.FIELD[.MEMBERFIELD[@PARTY]]'" },
    { "[\"id-card.birth_date\"] },\n",
      "[\"id-card.birth_date.day\"] },\n",
      STRUCTURE,
      "line 33: 'form[2].from[0]': 'birth_date' has no members" },
    { "[\"id-card.birth_date\"] },\n",
      "[\"household-register.members\"] },\n",
      STRUCTURE,
      "line 33: 'form[2].from[0]': 'members' has members: say which of their fields" },
    { "\"spouse/id-card.name\"",
      "\"sopuse/id-card.name\"",
      STRUCTURE,
      "line 32: 'form[1].from[1]': there is no party 'sopuse', did you mean 'spouse'?" },
    { "\"spouse/id-card.name\"",
      "\"spouse/id-crad.name\"",
      STRUCTURE,
      "line 32: 'form[1].from[1]': there is no licence type 'id-crad', did you mean 'id-card'?" },
    { "\"spouse/id-card.name\"",
      "\"spouse/id-card.nmae\"",
      STRUCTURE,
      "line 32: 'form[1].from[1]': id-card: there is no field 'nmae', did you mean 'name'?" },
    { "\"spouse/id-card.name\"",
      "\"spouse/id-card.sex\"",
      STRUCTURE,
      "line 32: 'form[1].from[1]': no material of 'spouse' asks for 'sex' of 'id-card'" },
    { "\"spouse/id-card.name\"",
      "\"spouse/driving-licence.name\"",
      STRUCTURE,
      "line 32: 'form[1].from[1]': no material of 'spouse' wants 'driving-licence'" },
    { "members.name@spouse\"",
      "members.sex@spouse\"",
      STRUCTURE,
      "line 32: 'form[1].from[0]': no material of 'applicant' asks for 'members.sex' of "
      "'household-register'" },
    { "members.name@spouse\"",
      "members.name@firn\"",
      STRUCTURE,
      "line 32: 'form[1].from[0]': there is no party 'firn', did you mean 'firm'?" },
    { "\"members.citizen_number\", \"address\", \"members.name\"",
      "\"address\", \"members.name\"",
      STRUCTURE,
      "line 30: 'form[0].from[1]': no material asks for the members' citizen numbers, which tell "
      "who is "
      "'applicant'" },
    { "{ \"type\": \"id-card\", \"fields\": [\"name\", \"citizen_number\"] } ] },",
      "{ \"type\": \"household-register\", \"fields\": [\"address\"] } ] },",
      STRUCTURE,
      "line 32: 'form[1].from[0]': no material wants a licence of 'spouse' that would tell who it "
      "is" },
    { "[\"id-card.birth_date\"] },\n",
      "[] },\n",
      STRUCTURE,
      "line 33: 'form[2].from': expected 1 to 8 elements" },
};

TEST(a_source_must_be_one_that_can_be_there)
{
    CHECK_ROWS(sources);
}

static const struct row blanks[] = {
    { "\"kind\": \"date\"",
      "\"kind\": \"day\"",
      STRUCTURE,
      "line 33: 'form[2].kind': expected one of 'text', 'date', 'number', 'citizen-number', "
      "'uscc', "
      "'phone', 'choice'" },
    { "\"kind\": \"date\"",
      "\"kind\": \"phone\"",
      STRUCTURE,
      "line 33: 'form[2].from[0]': 'birth_date' holds what cannot stand in such a blank" },
    { "members.name@spouse\"",
      "members.name\"",
      STRUCTURE,
      "line 32: 'form[1].from[0]': a household has several members: say whose, '@PARTY'" },
    { "\"kind\": \"choice\"",
      "\"kind\": \"text\"",
      STRUCTURE,
      "line 35: 'form[3].choices': only blanks of the kind 'choice' have this" },
    { "\"choices\": [ { \"zh\": \"一\", \"en\": \"one\" }, { \"zh\": \"二\", \"en\": \"two\" } ]",
      "\"choices\": []",
      STRUCTURE,
      "line 35: 'form[3].choices': expected 1 to 64 elements" },
    { "\"name\": \"born\"",
      "\"name\": \"full_name\"",
      STRUCTURE,
      "line 33: 'form[2]': another blank is called that too" },
    { "\"zh\": \"生日\"",
      "\"zh\": \"姓名\"",
      STRUCTURE,
      "line 33: 'form[2]': another blank is called that too" },
    { "\"name\": \"born\"",
      "\"name\": \"date-of-birth\"",
      STRUCTURE,
      "line 33: 'form[2].name': expected a name of a-z, 0-9 and '_', a letter first, of at most 63 "
      "characters" },
};

TEST(blanks_are_checked)
{
    CHECK_ROWS(blanks);
}

static const struct row rules[] = {
    { "\"kind\": \"age\"",
      "\"kind\": \"older\"",
      STRUCTURE,
      "line 44: 'rules[4].kind': expected one of 'same', 'member', 'current', 'region', 'age'" },
    { "\"name\": \"here\"",
      "\"name\": \"names\"",
      STRUCTURE,
      "line 42: 'rules[3]': another rule is called that too" },
    { "\"kind\": \"current\", \"licence\": \"spouse/id-card\"",
      "\"kind\": \"current\", \"licence\": \"spouse/elderly-card\"",
      STRUCTURE,
      "line 41: 'rules[2].licence': no material of 'spouse' wants 'elderly-card'" },
    { "\"kind\": \"current\", \"licence\": \"spouse/id-card\"",
      "\"kind\": \"current\", \"texts\": [\"x\"]",
      STRUCTURE,
      "line 41: 'rules[2].licence': missing: expected a string" },
    { "\"kind\": \"current\", \"licence\": \"spouse/id-card\"",
      "\"kind\": \"current\", \"left\": [\"id-card.name\"], \"licence\": \"id-card\"",
      STRUCTURE,
      "line 41: 'rules[2].left': no rule of the kind 'current' has this" },
    { "\"right\": [\"household-register.members.citizen_number\"]",
      "\"right\": [\"id-card.citizen_number\"]",
      STRUCTURE,
      "line 40: 'rules[1].right[0]': expected a field of members" },
    { "\"left\": [\"id-card.birth_date\"],",
      "\"left\": [\"id-card.name\"],",
      STRUCTURE,
      "line 44: 'rules[4].left[0]': a rule of the kind 'age' cannot compare what it holds" },
    { "\"left\": [\"household-register.address\", \"residence-permit.address\"]",
      "\"left\": [\"id-card.birth_date\"]",
      STRUCTURE,
      "line 43: 'rules[3].left[0]': a rule of the kind 'region' cannot compare what it holds" },
    { "\"texts\": [\"江西省\", \"新余市\"]",
      "\"texts\": []",
      STRUCTURE,
      "line 43: 'rules[3].texts': expected 1 to 32 elements" },
    { "\"most\": 60", "\"most\": 17", STRUCTURE, "line 45: 'rules[4].most': less than 'least'" },
    { "\"most\": 60",
      "\"most\": 151",
      STRUCTURE,
      "line 45: 'rules[4].most': expected a number from 0 to 150" },
    { "\"left\": [\"spouse/id-card.citizen_number\"],",
      "",
      STRUCTURE,
      "line 39: 'rules[1].left': missing: expected an array" },
};

TEST(rules_are_checked)
{
    CHECK_ROWS(rules);
}
