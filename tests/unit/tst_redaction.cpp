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
                             "pa\u0301ssword"})
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
    // Names that only resemble those of secrets.
    row("hasLocation=1&theSlot=2&autoclave=3&palabras_clave=4&enclave=5&parolachiave=6");
    row("{\"größe\":\"L\",\"キーワード\":\"靴\",\"пара\":2,\"関連\":\"x\"}");
    row(R"({"title":"How a password is kept: part 2","url":"/a"})");
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
