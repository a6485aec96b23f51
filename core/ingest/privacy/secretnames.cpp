// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/secretnames.h"

#include "core/types/ascii.h"

#include <algorithm>
#include <array>

using namespace Ascii;

bool isSecretName(std::string_view name)
{
    constexpr std::array parts {"token",    "secret",   "pass",       "pwd",        "securitycode",
                                "senha",    "kennwort", "wachtwoord", "apikey",     "accesskey",
                                "authoriz", "authoris", "authent",    "oauth",      "cookie",
                                "session",  "sessid",   "signature",  "credential", "bearer",
                                "jwt",      "csrf",     "xsrf",       "privatekey", "assertion",
                                "saml",     "verifier", "magiclink",  "cardnum",    "nonce"};
    constexpr std::array wholes {"pw", "auth", "sig", "sign", "hmac", "code", "otp", "pin", "totp", "mfa",
                                 "ticket", "ip", "mail", "email", "state", "refresh", "ssn", "cvv", "cvc",
                                 "iban", "card", "phone",
                                 // identities: of stored hits only an id made from them is kept
                                 "identity", "visitor", "visitorid", "userid", "uid", "vid", "clientid",
                                 "deviceid", "customerid", "distinctid", "username", "login"};
    while (!name.empty() && isDigit(name.back()))
        name.remove_suffix(1); // "key2"
    const auto holds = [name](const char *part) { return name.find(part) != std::string_view::npos; };
    const bool isEnding = name.ends_with("key") || name.ends_with("auth") || name.ends_with("sid");
    return (isEnding && name != "sitekey") || std::ranges::any_of(parts, holds)
        || std::ranges::any_of(wholes, [name](const char *whole) { return name == whole; });
}
