// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/redaction.h"
#include "core/ingest/rejections.h"
#include "tests/support/testprogram.h"

#include <QTest>

/// No secret in these texts is longer or rarer than "hush…", so that nothing but its place gives it away.
class RedactionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesSecrets_data();
    void hidesSecrets();
    void hidesNamesOfAnyScript_data();
    void hidesNamesOfAnyScript();
    void hidesTokensByTheirLook_data();
    void hidesTokensByTheirLook();
    void hidesWhatPathsGiveAway_data();
    void hidesWhatPathsGiveAway();
    void hidesPersonalData_data();
    void hidesPersonalData();
    void hidesAddresses_data();
    void hidesAddresses();
    void leavesWhatExplains_data();
    void leavesWhatExplains();
    void keepsTheHeadOfARequestReadable();
    void hidesACutOffHead();
    void isBounded();
};

void RedactionTest::hidesSecrets_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *text) { QTest::addRow("%s", text) << QByteArray(text); };
    // Queries: case, encodings, spellings, nested.
    row("token=hush");
    row("a=b&TOKEN=hush&c=d");
    row("a=b&%74oken=hush");
    row("a=b&%54%4f%4b%45%4e%3dhush");
    row("url=https%3A%2F%2Fa.example%2F%3Ftoken%3Dhush%26x%3D1&y=2");
    row("url=https%253A%252F%252Fa.example%252F%253Ftoken%253Dhush&y=2");
    row("token=ab%26hush");
    row("token[]=hush");
    row("user%5Bpassword%5D=hush");
    row("access_token=hush");
    row("access-token=hush");
    row("refreshToken=hush");
    row("x;token=hush");
    row("amp;token=hush");
    row("api_key=hush");
    row("apikey=hush");
    row("key=hush");
    row("secret=hush");
    row("client_secret=hush");
    row("password=hush");
    row("passwd=hush");
    row("pwd=hush");
    row("pass=hush");
    row("userPass=hush");
    row("db_pwd_2=hush");
    row("securityCode=hush");
    row("senha=hush");
    row("mot_de_passe=hush");
    row("kennwort=hush");
    row("wachtwoord=hush");
    row("code=hush&state=1");
    row("sig=hush");
    row("X-Amz-Signature=hush");
    row("PHPSESSID=hush");
    row("sid=hush");
    row("auth=hush");
    row("GET /api/v1/live?token=hush HTTP/1.1");
    row("GET /api/v1/live?toke\x6e=hu");
    row("GET /#access_token=hush");
    row("GET /cb#state=hush&code=hush HTTP/1.1");
    row("url=https%253A%252F%252Fa.example%252Fcb%2523access_token%253Dhush");
    row("url=https%253A%252F%252Fa.example%252Fp%253Bjsessionid%253Dhush");
    row("/page;jsessionid=hush");
    row("/page;sid=hush/x");
    row("/(S(hush))/page.aspx");
    row("osCsid=hush");
    row("key2=hush");
    row("nonce=hush");
    row("SAMLResponse=hush");
    row("client_assertion=hush");
    row("code_verifier=hush");
    row("cvv=hush");
    // Who somebody is.
    row(R"({"site":"s","identity":"hush"})");
    row(R"({"visitor_id":"hush","url":"/"})");
    row("userId=hush&x=1");
    row("identity=hush");
    // Queries by harmless names.
    row("GET /page?t=hush HTTP/1.1");
    row("GET /page?hush HTTP/1.1");
    row("GET /page?a=1&q=%22hush%22 HTTP/1.1");
    row("GET /page?a=1;q=hush HTTP/1.1");
    row("GET /pixel.gif?site=s&q=hush&url=/x HTTP/1.1");
    row("GET /pixel.gif?site=s&url=https://a.example/?id=hush HTTP/1.1");
    row("GET /pixel.gif?site=s&url=https%3A%2F%2Fa.example%2F%3Fid%3Dhush HTTP/1.1");
    row("GET /pixel.gif?site=s&url=https%253A%252F%252Fa.example%252F%253Fx%253D1%2526id%253Dhush HTTP/1.1");
    row("GET / HTTP/1.1\r\nHost: a\r\nX: /?title=hush");
    row(R"({"url":"https://a.example/p?title=hush"})");
    row(R"({"url":"https://a.example/p?a=\u0026t=hush"})");
    row(R"({"url":"/p%3Ft=hush"})");
    // Fragments.
    row("GET /page#hush HTTP/1.1");
    row(R"({"url":"https://a.example/p#hush"})");
    row(R"({"url":"https://a.example/p\u0023hush"})");
    row("url=https%3A%2F%2Fa.example%2Fp%23hush&y=2");
    row("url=https%3A%2F%2Fa.example%2Fp%23a%26hush&y=2");
    // Other protocols.
    row("USER bob\r\nPASS hush");
    row("AUTH hush\r\n");
    // Bodies.
    row(R"({"token":"hush"})");
    row(R"({"token" : "a\"hush"})");
    row(R"({"to\u006ben":"hush"})");
    row(R"({"body":"{\"password\":\"hush\"}"})");
    row(R"({"api_key":{"value":"hush"}})");
    row(R"({"props":{"csrf":12,"otp":"hush"}})");
    row(R"({"name":"password","value":"hush"})");
    row(R"([{"key":"token","value":"hush"}])");
    row("{'secret': 'hush'}");
    row("<login><password>hush</password></login>");
    row("<ns:password>hush</ns:password>");
    row("<password type='x'>hush</password>");
    row("<password><![CDATA[hush]]></password>");
    row("<password><value>hush</value></password>");
    row("<param><name>password</name><value>hush</value></param>");
    row("<a b='{&quot;token&quot;:&quot;hush&quot;}'/>");
    row("<a>&#116;&#x6F;ken=hush</a>");
    row(R"({"headers":[["Authorization","hush"]]})");
    row("--b\r\nContent-Disposition: form-data; name=token\r\n\r\nhush\r\n--b--");
    row("--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhush\r\n--b--");
    row("token => hush");
    // Heads, also broken ones.
    row("GET / HTTP/1.1\r\nAuthorization: Bearer hush");
    row("GET / HTTP/1.1\r\nAuthorization: Basic hush\r\nHost: x");
    row("GET / HTTP/1.1\r\nauthorization:hush");
    row("GET / HTTP/1.1\r\nAuthorization : hush");
    row("GET / HTTP/1.1\r\nProxy-Authorization: Digest hush");
    row("GET / HTTP/1.1\nCookie: a=hush");
    row("GET / HTTP/1.1\r\nCookie: a=b\r\n hush");
    row("GET / HTTP/1.1\r\nSet-Cookie: a=hush; Path=/");
    row("GET / HTTP/1.1\r\nX-Api-Key: hush");
    row("GET / HTTP/1.1\r\nX-Anything: hush");
    row("GET / HTTP/1.1\r\nUser-Agent: hush");
    row("GET / HTTP/1.1\r\nReferer: https://a.example/hush");
    row("GET / HTTP/1.1\r\nForwarded: for=_hush");
    row("GET / HTTP/1.1\r\nX-Forwarded-For: hush");
    row("GET  / HTTP/1.1\r\nX-Anything: hush");
    row("Authorization: Bearer hush");
    row("X-Anything: a\r\nAuthorization: hush");
    row("Bearer hush");
    row("curl -H 'Authorization: Bearer hush'");
    // URLs.
    row("https://user:hush@shop.example/");
    row("https://hush@shop.example/");
    row("GET http://user:hush@shop.example/ HTTP/1.1");
    row("https%3A%2F%2Fuser%3Ahush%40shop.example%2F");
    row("https://user:p@hush@shop.example/");
    row("https://user:p%2Fhush@shop.example/");
    row("https://user:p/hush@shop.example/");
    row("https://user:hush");
    row("mailto:hush@shop.example");
    row("https://hush%40example.com.evil.test/");
    // Sentences.
    row(R"({"title":"My password is hush","kind":"event"})");
    row(R"({"title":"Password: hush"})");
    row(R"({"name":"The password was \"hush\""})");
    row(R"({"props":{"note":"Passwort ist hush"}})");
    row(R"({"props":{"note":"Dein Kennwort lautet: hush"}})");
    row(R"({"title":"Votre mot de passe est hush"})");
    row(R"({"title":"la clave de acceso es hush"})");
    row(R"({"title":"clave de acceso: hush"})");
    row(R"({"title":"A senha é hush"})");
    row(R"({"title":"La tua parola d'ordine: password è hush"})");
    row(R"({"title":"Twoje hasło to hush"})");
    row(R"({"title":"Пароль: hush"})");
    row(R"({"title":"Мой пароль это hush"})");
    row(R"({"title":"Je wachtwoord is hush"})");
    row(R"({"title":"Şifreniz: hush"})");
    row(R"({"title":"パスワードは hush です"})");
    row(R"({"title":"密码是hush"})");
    row(R"({"title":"密码：hush"})");
    row("title=My+password+is+hush&kind=event");
    row("title=Das%20Passwort%20ist%20hush&kind=event");
    row("title=a&pass\xc2\xadword=hush"); // with a soft hyphen
    // Words that nobody made up, wherever they stand.
    QTest::addRow("a token of ours") << QByteArray(
        "GET /q8Yh7hushT2bC-3dEfGhIjKlMnOpQrStUvWxYz01234 HTTP/1.1");
    QTest::addRow("hexadecimal") << QByteArray("id=hush").replace("hush", "00c0ffeehush00c0ffee00c0ffee00c0");
}

void RedactionTest::hidesSecrets()
{
    QFETCH(QByteArray, text);
    const QByteArray shown = redacted(text);
    QVERIFY2(!shown.contains("hush"), shown.constData());
    QVERIFY2(shown.contains("\xe2\x80\xa6"), shown.constData());
    QCOMPARE(redacted(shown), shown); // read again, as by who exports it
}

void RedactionTest::hidesNamesOfAnyScript_data()
{
    QTest::addColumn<QByteArray>("name");
    const auto row = [](const char *name) { QTest::addRow("%s", name) << QByteArray(name); };
    for (const char *name : {"contraseña",
                             "contrasena",
                             "CONTRASEÑA",
                             "clave",
                             "clave_de_acceso",
                             "hasło",
                             "haslo",
                             "Hasło2",
                             "haslo_uzytkownika",
                             "lösenord",
                             "LÖSENORD",
                             "losenord",
                             "şifre",
                             "ŞİFRE",
                             "sifre",
                             "parola",
                             "passwort",
                             "Paßwort",
                             "kennwort",
                             "schlüssel",
                             "mot_de_passe",
                             "motdepasse",
                             "mdp",
                             "senha",
                             "пароль",
                             "ПАРОЛЬ",
                             "пароль_2",
                             "парола",
                             "密码",
                             "密碼",
                             "登录密码",
                             "パスワード",
                             "ﾊﾟｽﾜｰﾄﾞ",
                             "暗証番号",
                             "비밀번호",
                             "암호",
                             "سر",
                             "كلمة_المرور",
                             "كلمة السر",
                             "رمز",
                             "סיסמה",
                             "salasana",
                             "adgangskode",
                             "wachtwoord",
                             "heslo",
                             "jelszó",
                             "jelszo",
                             "κωδικός",
                             "mật_khẩu",
                             "kata_sandi",
                             "รหัสผ่าน",
                             "पासवर्ड",
                             "lozinka",
                             "geslo",
                             "slaptažodis",
                             "ｐａｓｓｗｏｒｄ",
                             "pa\u0301ssword",
                             "zugangsschlüssel",
                             "Sitzung",
                             "bestätigungscode",
                             "jeton",
                             "clé",
                             "code_de_vérification",
                             "secreto",
                             "sesión",
                             "código",
                             "segredo",
                             "sessão",
                             "segreto",
                             "chiave",
                             "codice",
                             "ключ",
                             "код",
                             "код_подтверждения",
                             "сессия",
                             "parol",
                             "klucz",
                             "sesja",
                             "sleutel",
                             "sessie",
                             "anahtar",
                             "oturum",
                             "セッション",
                             "確認コード",
                             "APIキー",
                             "验证码",
                             "会话",
                             "인증번호"})
        row(name);
}

void RedactionTest::hidesNamesOfAnyScript()
{
    QFETCH(QByteArray, name);
    const QByteArray escaped = name.toPercentEncoding();
    QByteArray json;
    QByteArray xml;
    const QString text = QString::fromUtf8(name);
    for (const QChar c : text) {
        json += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        xml += "&#" + QByteArray::number(c.unicode()) + ";";
    }
    for (const QByteArray &sent : QByteArrayList {
             "a=b&" + name + "=hush&c=d", "a=b&" + escaped + "=hush",
             "a=b&" + escaped.toPercentEncoding() + "=hush",
             "a=b&" + QByteArray(name).replace(' ', '+') + "%3Dhush", "{\"" + name + "\":\"hush\"}",
             "{\"" + json + "\" : \"hush\"}", "{\"name\":\"" + name + "\",\"value\":\"hush\"}",
             "[\"" + name + "\",\"hush\"]", name + ": hush", "/p;" + name + "=hush/x",
             "<" + QByteArray(name).replace(' ', '_') + ">hush</x>", "x &#38;" + xml + "=hush"}) {
        const QByteArray shown = redacted(sent);
        QVERIFY2(!shown.contains("hush"), shown.constData());
        QCOMPARE(redacted(shown), shown);
    }
}

void RedactionTest::hidesTokensByTheirLook_data()
{
    QTest::addColumn<QByteArray>("secret");
    const auto row = [](const char *secret) { QTest::addRow("%s", secret) << QByteArray(secret); };
    row("AKIAIOSFODNN7EXAMPLE"); // of the manual of AWS
    row("ASIAABCDEFGHIJKLMNOP");
    row("0123456789abcdef");
    row("DEADBEEFDEADBEEF");
    row("d41d8cd98f00b204e9800998ecf8427e");
    row("dGhpcyBpcyBhIHRlc3Q0NzExWg");
    row("aB3_dE6-gH9_jK2-mN5_pQ8-sT1");
    row("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"); // of the manual of AWS
    row("q7/Zt0Lw+9aXbM4cVn2/Rk8sYp1D+e6GhJ3uTfQ5==");
    row("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.x");
    row("ghp_abcdefghijklmnopqrstuvwxyzabcdefghij");
    row("github_pat_abcdefghijklmnopqrstuv_abcdefghij");
    row("glpat-abcdefghijklmnopqrst");
    row("xoxb-abcdefgh-ijklmnop-qrstuvwx");
    row("xapp-1-ABCDEFGH-123-abcdef");
    row("sk_live_abcdefghijklmnop");
    row("rk_test_abcdefghijklmnop");
    row("whsec_abcdefghijklmnop");
    row("sk-proj-abcdefghijklmnopqrstuvwxyz");
    row("AIzaabcdefghijklmnopqrstuvwxyzabcdefghi");
    row("npm_abcdefghijklmnopqrstuvwxyz");
    row("hf_abcdefghijklmnopqrstuvwxyz");
    row("SG.abcdefghijklmnop.abcdefghijklmnop");
    row("4bf92f35-77b3-4da6-a3ce-929d0e0e4736");
    row("4BF92F35-77B3-4DA6-A3CE-929D0E0E4736");
}

void RedactionTest::hidesTokensByTheirLook()
{
    QFETCH(QByteArray, secret);
    QByteArrayList texts {R"({"title":")" + secret + R"("})",
                          "title=a+" + secret + "&b",
                          "utm_term=" + secret,
                          "see " + secret + ", please",
                          "x=" + secret.toPercentEncoding() + "&b=c",
                          secret};
    if (!secret.contains('/'))
        texts += {"/a/" + secret + "/b", "GET /" + secret + " HTTP/1.1",
                  "url=https%3A%2F%2Fa.example%2F" + secret + "&b=c"};
    for (const QByteArray &sent : std::as_const(texts)) {
        const QByteArray shown = redacted(sent);
        for (qsizetype i = 0; i + 8 <= secret.size(); ++i)
            QVERIFY2(!shown.contains(secret.sliced(i, 8)), shown.constData());
        QCOMPARE(redacted(shown), shown);
    }
    const QByteArray key = "-----BEGIN RSA PRIVATE KEY-----\nhush\nhush\n-----END RSA PRIVATE KEY-----";
    for (const QByteArray &sent :
         QByteArrayList {key, "a=" + key.toPercentEncoding(" "), key.first(40),
                         "a=" + QByteArray(key).replace(' ', '+').replace('\n', "%0A")}) {
        const QByteArray shown = redacted(sent);
        QVERIFY2(!shown.contains("hu"), shown.constData());
    }
}

void RedactionTest::hidesWhatPathsGiveAway_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("kept");
    const auto row = [](const char *path, const char *kept) {
        QTest::addRow("%s", path) << QByteArray(path) << QByteArray(kept);
    };
    row("/reset/hush", "/reset/…");
    row("/reset/MjM/hush/", "/reset/…/…/");
    row("/invite/hush", "/invite/…");
    row("/token/hush", "/token/…");
    row("/verify/hush", "/verify/…");
    row("/confirm/hush", "/confirm/…");
    row("/magic/hush", "/magic/…");
    row("/unsubscribe/hush", "/unsubscribe/…");
    row("/password/hush", "/password/…");
    row("/password/reset/hush", "/password/reset/…");
    row("/activate/hush", "/activate/…");
    row("/session/hush", "/session/…");
    row("/Sessions/hush", "/Sessions/…");
    row("/shop/reset-password/hush", "/shop/reset-password/…");
    row("/verify_email/hush", "/verify_email/…");
    row("/magic-link/hush", "/magic-link/…");
    row("/users/invitation/hush", "/users/invitation/…");
    row("/einladung/пароль/hush", "/einladung/пароль/…");
    row("/passwort-zurücksetzen/hush", "/passwort-zurücksetzen/…");
    row("/email-bestaetigen/hush", "/email-bestaetigen/…");
    row("/réinitialiser-mot-de-passe/hush", "/réinitialiser-mot-de-passe/…");
    row("/confirmer/hush", "/confirmer/…");
    row("/restablecer-contraseña/hush", "/restablecer-contraseña/…");
    row("/verificar_cuenta/hush", "/verificar_cuenta/…");
    row("/redefinir-senha/hush", "/redefinir-senha/…");
    row("/convite/hush", "/convite/…");
    row("/reimposta-password/hush", "/reimposta-password/…");
    row("/conferma/hush", "/conferma/…");
    row("/сброс-пароля/hush", "/сброс-пароля/…");
    row("/подтверждение/hush", "/подтверждение/…");
    row("/sbros-parolya/hush", "/sbros-parolya/…");
    row("/zresetuj-hasło/hush", "/zresetuj-hasło/…");
    row("/zaproszenie/hush", "/zaproszenie/…");
    row("/wachtwoord-herstellen/hush", "/wachtwoord-herstellen/…");
    row("/uitnodiging/hush", "/uitnodiging/…");
    row("/şifre-sıfırla/hush", "/şifre-sıfırla/…");
    row("/davet/hush", "/davet/…");
    row("/パスワード再設定/hush", "/パスワード再設定/…");
    row("/招待/hush", "/招待/…");
    row("/重置密码/hush", "/重置密码/…");
    row("/验证邮箱/hush", "/验证邮箱/…");
    row("/초대/hush", "/초대/…");
}

void RedactionTest::hidesWhatPathsGiveAway()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, kept);
    const auto head = [](const QByteArray &of) { return QByteArray("GET " + of + " HTTP/1.1\r\n"); };
    const auto json = [](const QByteArray &of) {
        return QByteArray(R"({"site":"s","url":"https://a.example)" + of + R"(","kind":"event"})");
    };
    QCOMPARE(redacted(head(path)), head(kept));
    QCOMPARE(redacted(head(path + "?utm_source=x")), head(kept + "?utm_source=x"));
    QCOMPARE(redacted(json(path)), json(kept));
    const QByteArray form = "url=https%3A%2F%2Fa.example" + path.toPercentEncoding() + "&kind=event";
    const QByteArray shown = redacted(form);
    QVERIFY2(!shown.contains("hush") && shown.endsWith("&kind=event"), shown.constData());
    QCOMPARE(redacted(shown), shown);
}

void RedactionTest::hidesPersonalData_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("secret");
    const auto row = [](const char *text, const char *secret) {
        QTest::addRow("%s", text) << QByteArray(text) << QByteArray(secret);
    };
    row("x=jörg.ärger@shop.example", "rger");
    row("x=Jörg.hush@shop.example", "J");
    row("x=J%C3%B6rg@shop.example", "J");
    row("x=аня@почта.example", "аня");
    row("x=hush@bücher.example", "hush");
    row("x=hush@xn--bcher-kva.example", "hush");
    row("x=o'hush@shop.example", "o'");
    row("x=hush!a@shop.example", "hush");
    row("x=\"hush hush\"@shop.example", "hush");
    row("x=%22hush%20hush%22%40shop.example", "hush");
    row(R"({"x":"\"hush a\"@shop.example"})", "hush");
    row("x=hush＠shop.example", "hush");
    row("x=hush﹫shop.example", "hush");
    row("x=hush%EF%BC%A0shop.example", "hush");
    row("x=hush&commat;shop.example", "hush");
    row("x=hush (at) shop.example", "hush");
    row("x=hush[at]shop.example", "hush");
    row("https://hush%40example.com.evil.test/", "hush");
    row("x=hush%40shop.example", "hush");
    // IBANs of the registry of SWIFT.
    row("x=DE89370400440532013000", "5320");
    row("x=de89 3704 0044 0532 0130 00&y", "0532");
    row("x=GB29+NWBK+6016+1331+9268+19", "9268");
    row("/pay/NO9386011117947", "11179");
    row("x=FR14-2004-1010-0505-0001-3M02-606 and more", "606");
    // Numbers of cards for tests.
    row("x=4111111111111111&y", "1111");
    row("x=4111 1111 1111 1111", "1111");
    row("x=4111-1111-1111-1111, 12/29", "1111");
    row("x=4111+1111+1111+1111", "1111");
    row("x=3782 822463 10005", "8224");
    row("/pay/5555555555554444", "5555");
    row("{\"x\":6011111111111117}", "1111");
    // The same in other characters.
    row("x=4111\u00a01111\u00a01111\u00a01111", "1111");
    row("x=4111\u202f1111\u20091111\u30001111", "1111");
    row("x=4111\u20111111\u20131111\u22121111", "1111");
    row("x=4111 - 1111 - 1111 - 1111", "1111");
    row("x=4111\u200b1111\u00ad1111\u20601111", "1111");
    row("x=4111&nbsp;1111&#160;1111&#xA0;1111", "1111");
    row("x=４１１１１１１１１１１１１１１１", "１１");
    row("x=٤١١١١١١١١١١١١١١١", "١١");
    row("x=४१११ ११११ ११११ ११११", "११");
    row("x=%EF%BC%94111111111111111", "1111");
    row(R"({"x":"\uff14111111111111111"})", "1111");
    row("x=DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000", "0532");
    row("x=ＤＥ８９３７０４００４４０５３２０１３０００", "３７０４");
    row("x=DE89\u20103704\u20100044\u20100532\u20100130\u201000", "0532");
    // Phone numbers.
    row("x=%2B4930901820", "9018");
    row("x=+49 30 901820", "9018");
    row("x=%2B49+(0)30+901820", "9018");
    row("tel:+1-202-555-0143", "555");
    row("x=+1 (202) 555-0143", "555");
    row("x=+44.20.7946.0958", "7946");
    row("x=+49\u00a030\u2011901820", "9018");
    row("x=＋４９３０９０１８２０", "９０１８");
    row("x=+٤٩٣٠٩٠١٨٢٠", "٩٠١٨");
}

void RedactionTest::hidesPersonalData()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, secret);
    const QByteArray shown = redacted(text);
    QVERIFY2(!shown.contains(secret), shown.constData());
    QVERIFY2(shown.contains("\xe2\x80\xa6"), shown.constData());
    QCOMPARE(redacted(shown), shown);
}

void RedactionTest::hidesAddresses_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *text) { QTest::addRow("%s", text) << QByteArray(text); };
    row("198.51.100.77");
    row("x=198.51.100.77&y");
    row("x=198%2E51%2E100.77&y");
    row("GET http://198.51.100.77/ HTTP/1.1\r\nHost: 198.51.100.77:80\r\n");
    row("{\"ip\":\"2001:db8::198\"}");
    row("x=2001%3Adb8%3A%3A198");
    row("2001:db8:1:2:3:4:5:198 ");
    row("::ffff:198.51.100.77");
    row("fe80::198%eth0");
    row("aa:bb:cc:dd:19:8f 198.51.100.7");
    row("１98.51.100.77");
    row("198。51．100.77");
    row("cut off at 198.5");
    row("cut off at 2001:db8:198");
}

void RedactionTest::hidesAddresses()
{
    QFETCH(QByteArray, text);
    const QByteArray shown = redacted(text);
    QVERIFY2(!shown.contains("198"), shown.constData());
}

void RedactionTest::leavesWhatExplains_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *text) { QTest::addRow("%s", text) << QByteArray(text); };
    row("site=nope&url=https://shop.example:8443/a/b?utm_source=poster");
    row(R"({"site":"shop","url":"https://shop.example/","kind":"pageview","screen":"1920x1080","value":19.99})");
    row(R"({"name":"session_end","props":{"plan":"pro","seconds":12}})");
    row(R"({"website_id":"4bf92f35-77b3-4da6-a3ce-929d0e0e4736","time":"2026-11-28T12:34:56Z"})");
    row("POST /api/v1/hits HTTP/1.1\r\nHost: localhost:8787\r\nContent-Length: 12\r\nContent-Type: text/plain\r\n");
    row("/the-quick-brown-fox-jumps-over-the-lazy-dog-in-2026");
    row("siteKey=shop&author=ann&keyword=shoes");
    row("<hit><site>shop</site><tokens/><url>https://shop.example/</url></hit>");
    row("a &amp; b &lt; c &unknown; & d");
    row(R"(["name of it", ["side", "inside"]])");
    row("Grüße aus Köln, 東京");
    for (const char *name : {"website_id", "website", "site", "site_id", "siteId", "tag", "idsite"}) {
        const QByteArray id = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736";
        QTest::addRow("a site's id in a query: %s", name)
            << QByteArray("x=1&" + QByteArray(name) + "=" + id + "&y=2");
        QTest::addRow("a site's id in JSON: %s", name)
            << QByteArray("{\"" + QByteArray(name) + "\" : \"" + id + "\",\"n\":1}");
    }
    row("GET /api/v1/stats?website_id=4bf92f35-77b3-4da6-a3ce-929d0e0e4736 HTTP/1.1\r\n");
    row("GET /matomo.php?idsite=4bf92f35-77b3-4da6-a3ce-929d0e0e4736 HTTP/1.1\r\n");
    row("GET /api/v1/stats?site=4bf92f35-77b3-4da6-a3ce-929d0e0e4736 HTTP/1.1\r\n");
    // Numbers that are no cards, accounts or phones.
    row("time=1764331200123456&after=4111111111111112&value=5.00&x");
    row(R"({"time":1764331200123456789,"value":12345678901234567890123,"at":"2026-11-28T12:34:56+01:00"})");
    row("GB29 is not an account, NWBK60161331926819 neither");
    row("a=1+2&value=-12345678&screen=1920x1080");
    // Names that only resemble those of secrets.
    row("hasLocation=1&theSlot=2&autoclave=3&palabras_clave=4&enclave=5&parolachiave=6");
    row("{\"größe\":\"L\",\"キーワード\":\"靴\",\"пара\":2,\"関連\":\"x\"}");
    row(R"({"title":"How a password is kept: part 2","url":"/a"})");
    row(R"({"title":"Ein Passwort ist kurz; which password is it"})");
    row("posesion=1&obsessie=2&anahtar_kelime=3&sleutelwoord=4&código_postal=5&kodak=6");
    // Paths that lead to no secret.
    row("/reset");
    row("/session/");
    row("/password/reset");
    row("/tokens-of-love/chapter-1");
    row("/confirmation-bias/explained");
    row("/conferma-ordine/12");
    row("/neu/konto/mein");
    row("/確認事項/一覧");
    row("/restaurante/clavel");
    row("/de/facade/deadbeef/cafe");
    row("/sk-learn/AKIA/ghp_/xoxb-");
    row("/Products/iPhone15/iPad2024/AppleWatch9/MacBookPro16/AirPods3/HomePod2");
    row(R"({"title":"Wi-Fi/Bluetooth/USB-C/HDMI2/DisplayPort1"})");
    row("addToCartButtonClicked");
}

void RedactionTest::leavesWhatExplains()
{
    QFETCH(QByteArray, text);
    QCOMPARE(redacted(text), text);
}

void RedactionTest::keepsTheHeadOfARequestReadable()
{
    QCOMPARE(
        redacted(
            "GET /api/v1/live?token=abc&after=5 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer abc\r\n"
            "X-Forwarded-For: 198.51.100.77\r\nContent-Length: 3\r\n\r\na=b"),
        QByteArray("GET /api/v1/live?token=…&after=5 HTTP/1.1\r\nHost: localhost\r\nAuthorization: …\r\n"
                   "X-Forwarded-For: …\r\nContent-Length: 3\r\n\r\na=b"));
}

void RedactionTest::hidesACutOffHead()
{
    const QByteArray head =
        "GET /x?token=hushhush HTTP/1.1\r\nCookie: a=hushhush; b=hushhush\r\n folded hushhush\r\n"
        "Authorization: Bearer hushhush\r\nForwarded: for=198.51.100.77\r\n\r\n"
        R"({"password":"hushhush","url":"https://u:hushhush@e.com/"})";
    for (qsizetype size = 0; size <= head.size(); ++size) {
        const QByteArray shown = redacted(head.first(size));
        QVERIFY2(!shown.contains("hu"), shown.constData());
        QVERIFY2(!shown.contains("198"), shown.constData());
    }
}

void RedactionTest::isBounded()
{
    for (const char *part :
         {"=", ":", "%", "%25", "\\", "@", "//", "a", "\"token\":", "1.", "::", "a=\r\n"}) {
        const QByteArray shown = redacted(QByteArray(part).repeated(100'000));
        QVERIFY(shown.size() <= 3 * kRedactedBytes);
    }
    QCOMPARE(excerptOf(QByteArray(4000, '-')).size(), 512);
    QCOMPARE(excerptOf("a\x01"), QStringLiteral("a\u00b7"));
    QCOMPARE(excerptOf("a\xF0\x9F\x98\x80z"), QStringLiteral("a\U0001F600z"));
    QCOMPARE(excerptOf(QByteArray(QByteArray(511, '-') + "\xF0\x9F\x98\x80")).size(), 511);
}

CLICKSCOPE_TEST(RedactionTest)
#include "tst_redaction.moc"
