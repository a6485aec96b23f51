// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/secretnames.h"

#include "core/types/ascii.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

using namespace Ascii;

namespace {

/// Words of ASCII that make a name one of a secret, wherever in it they stand.
constexpr auto kParts = std::to_array<std::string_view>(
    {"token", "secret", "pass", "pwd", "securitycode", "apikey", "accesskey", "authoriz", "authoris",
     "authent", "oauth", "cookie", "session", "sessid", "signature", "credential", "bearer", "jwt", "csrf",
     "xsrf", "privatekey", "assertion", "saml", "verifier", "magiclink", "cardnum", "nonce",
     // other languages
     "senha", "kennwort", "wachtwoord", "contrasen", "contrasinal", "pasahitz", "palabradepaso",
     "chavedeacesso", "losenord", "loesenord", "adgangskode", "kodeord", "salasana", "salasona", "lykilord",
     "jelszo", "parola", "parool", "lozink", "zaporka", "slaptazod", "matkhau", "katasandi", "katalaluan",
     "geheim", "schlussel", "schluessel", "sifre", "zugangscode", "oturum", "segredo", "segreto", "klyuch",
     "kreditkarte", "kartennummer", "cartadicredito", "tarjetadecredito", "cartaodecredito", "cartebancaire",
     // codes that are sent to somebody
     "verificationcode", "confirmationcode", "invitationcode", "invitecode", "resetcode", "accesscode",
     "gungscode", "sicherheitscode", "einladungscode", "codedeverif", "codedeconf", "codedesec", "codedacces",
     "codigodeverif", "codigodeconf", "codigodeseg", "codigodeacces", "codicediverif", "codicediconf",
     "codicediaccesso", "kodweryf", "verificatiecode", "dogrulamakod", "onaykod"});

/// The same with letters beyond ASCII, as people write them.
constexpr auto kWrittenParts = std::to_array<std::string_view>(
    {"hasło",       "пароль",     "парол",      "лозинк", "секрет",   "токен",      "ключдоступа",
     "συνθηματικ",  "κωδικός",    "密码",       "密碼",   "口令",     "密钥",       "密鑰",
     "令牌",        "パスワード", "暗証",       "合言葉", "秘密",     "暗号",       "トークン",
     "비밀번호",    "암호",       "패스워드",   "сессия", "сеанса",   "кодподтвер", "кодаподтвер",
     "セッション",  "認証コード", "確認コード", "验证码", "驗證碼",   "校验码",     "会话",
     "會話",        "凭证",       "憑證",       "세션",   "인증번호", "인증코드",   "şifre",
     "kullanıcıad", "토큰",       "المرور",     "السر",   "رمز",      "كلمةمرور",   "گذرواژه",
     "پسورڈ",       "סיסמ",       "รหัสผ่าน",     "पासवर्ड", "कूटशब्द",    "পাসওয়ার্ড",   "პაროლ",
     "գաղտնաբառ"});

constexpr auto kWholes = std::to_array<std::string_view>(
    {"pw", "auth", "sig", "sign", "hmac", "code", "otp", "pin", "totp", "mfa", "ticket", "ip", "mail",
     "email", "state", "refresh", "ssn", "cvv", "cvc", "iban", "card", "phone", "mdp", "sandi", "jeton",
     "titok", "tel", "telefon", "telephone", "parole", "parol", "cle", "cleapi", "llave", "kod", "codigo",
     "codice", "courriel", "correo", "telefono", "telefone", "celular", "handynummer", "sitzung",
     "sitzungsid", "sesion", "idsesion", "sessao", "idsessao", "sesja", "idsesji", "sessie",
     // identities: of stored hits only an id made from them is kept
     "identity", "visitor", "visitorid", "userid", "uid", "vid", "clientid", "deviceid", "customerid",
     "distinctid", "username", "login", "benutzername", "anmeldename", "identifiant", "utilisateur",
     "usuario", "utente", "gebruikersnaam", "uzytkownik", "kullaniciadi"});

/// The same with letters beyond ASCII: as pieces they stand in harmless names.
constexpr auto kWrittenWholes = std::to_array<std::string_view>(
    {"سر",     "ключ",       "апиключ",         "ключапи", "ключapi", "apiключ", "код",          "логин",
     "почта",  "телефон",    "имяпользователя", "鍵",      "キー",    "apiキー", "アクセスキー", "ユーザー名",
     "メール", "電話番号",   "用户名",          "用戶名",  "邮箱",    "郵箱",    "手机",         "手机号",
     "手機",   "użytkownik", "아이디",          "키"});

/// Words that others hold ("theslot"), so that they count only where a name begins or ends.
constexpr auto kEdges = std::to_array<std::string_view>(
    {"haslo", "heslo", "geslo", "clave", "chave", "chiave", "klucz", "sleutel", "anahtar"});

/// Names that look like those of secrets and are none: words to search for, and others.
constexpr auto kHarmless = std::to_array<std::string_view>(
    {"sitekey", "palabraclave", "palabrasclave", "palavrachave", "palavraschave", "parolachiave",
     "parolechiave", "frasechiave", "sleutelwoord", "sleutelwoorden", "anahtarkelime", "anahtarkelimeler",
     "enclave", "autoclave", "conclave"});

/// "hasLocation" and its like say nothing in Polish.
bool isEnglish(std::string_view name)
{
    constexpr std::string_view kHas = "haslo";
    return name.starts_with(kHas) && name.size() > kHas.size()
        && std::string_view("acgnst").find(name[kHas.size()]) != std::string_view::npos;
}

std::vector<std::string> allFolded(std::span<const std::string_view> words)
{
    std::vector<std::string> folded;
    folded.reserve(words.size());
    for (const std::string_view word : words)
        folded.push_back(foldedName(word));
    return folded;
}

} // namespace

std::string foldedName(std::string_view name)
{
    std::string folded;
    if (std::ranges::none_of(name, [](char c) { return (c & 0x80) != 0; })) {
        for (const char c : name) {
            if (isLetter(c) || isDigit(c))
                folded.push_back(toLower(c));
        }
        return folded;
    }
    const QByteArrayView bytes(name.data(), static_cast<qsizetype>(name.size()));
    QString text = QString::fromUtf8(bytes);
    if (text.contains(QChar::ReplacementCharacter))
        text = QString::fromLatin1(bytes);
    QString letters;
    const auto characters = text.normalized(QString::NormalizationForm_KD).toCaseFolded().toUcs4();
    for (const char32_t c : characters) {
        if (c == U'ß')
            letters += QLatin1StringView("ss");
        else if (QChar::isLetterOrNumber(c))
            letters += QChar::fromUcs4(c);
    }
    return letters.toStdString();
}

bool isSecretName(std::string_view name)
{
    while (!name.empty() && isDigit(name.back()))
        name.remove_suffix(1); // "key2"
    if (std::ranges::find(kHarmless, name) != kHarmless.end())
        return false;
    const auto holds = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
    const auto isAtEdge = [name](std::string_view word) {
        return (name.starts_with(word) && !isEnglish(name)) || name.ends_with(word);
    };
    if (name.ends_with("key") || name.ends_with("auth") || name.ends_with("sid")
        || std::ranges::any_of(kParts, holds) || std::ranges::any_of(kEdges, isAtEdge)
        || std::ranges::find(kWholes, name) != kWholes.end())
        return true;
    if (std::ranges::none_of(name, [](char c) { return (c & 0x80) != 0; }))
        return false;
    static const std::vector<std::string> parts = allFolded(kWrittenParts);
    static const std::vector<std::string> wholes = allFolded(kWrittenWholes);
    return std::ranges::any_of(parts, holds) || std::ranges::find(wholes, name) != wholes.end();
}
