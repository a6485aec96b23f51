// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/passwordgate.h"
#include "core/links/link.h"
#include "core/links/linkpassword.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonObject>
#include <QTest>

namespace {

const QByteArray kBrowser =
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n";
const QByteArray kForm = kBrowser + "Content-Type: application/x-www-form-urlencoded\r\n";
const QByteArray kJson = kBrowser + "Content-Type: application/json\r\n";
constexpr const char *kVerify = "/api/url/verify-password";

/// Cheap to compare, which the tests with many tries need.
QString quickHash()
{
    // PBKDF2-HMAC-SHA512, "password", "salt", 1 iteration, 32 bytes.
    return QStringLiteral("pbkdf2-sha512$1$c2FsdA==$")
        + QString::fromLatin1(
               QByteArray::fromHex("867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252")
                   .toBase64());
}

Link lockedLink(const QString &hash = quickHash())
{
    Link link {QStringLiteral("go"), QStringLiteral("https://e.com/secret"), QStringLiteral("s"), {}};
    link.password = hash;
    return link;
}

} // namespace

/// A link with a password: the page that asks, the call that TyrionURL documents, and who guesses.
class PasswordGateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForThePassword();
    void opensForThePassword();
    void opensThroughTheForm();
    void refuses_data();
    void refuses();
    void stopsWhoGuesses();
    void limitsEachLink();
    void answersOthersWhileItCompares();
    void comparesOnlySoMany();
    void opensNoOftenerThanItMay();
    void readsTries_data();
    void readsTries();
};

void PasswordGateTest::asksForThePassword()
{
    TestCollector collector;
    collector.addLink(lockedLink());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.get("/go?a=%22%3E%3Cscript%3E", kBrowser);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("content-type"), "text/html; charset=utf-8");
    QCOMPARE(reply.header("cache-control"), "no-store");
    QVERIFY(reply.body.contains("<form method=\"post\" action=\"/api/url/verify-password\">"));
    QVERIFY(!reply.body.contains("secret"));
    QVERIFY(!reply.body.contains("<script"));
    collector.stop();
    QCOMPARE(collector.hits().size(), 0);
}

void PasswordGateTest::opensForThePassword()
{
    TestCollector collector;
    collector.addLink(lockedLink(hashedPassword(QStringLiteral("open sesame"))));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post(kVerify, R"({"shortCode":"GO","password":"open sesame"})", kJson);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json(),
             (QJsonObject {{QStringLiteral("success"), true},
                           {QStringLiteral("url"), QStringLiteral("https://e.com/secret")}}));
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QVERIFY(collector.hits().constFirst().kind == HitKind::Click);
    QCOMPARE(collector.hits().constFirst().link, QStringLiteral("go"));
    QVERIFY(collector.verification().isGood());
}

void PasswordGateTest::opensThroughTheForm()
{
    TestCollector collector;
    Link link = lockedLink();
    link.forwardQuery = Link::ForwardQuery::Append;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post(kVerify,
                                       "shortCode=go&password=password&query=utm_source%3Dposter&"
                                       "referrer=https%3A%2F%2Fnews.org%2Fa",
                                       kForm);
    QCOMPARE(reply.status, 303);
    QCOMPARE(reply.header("location"), "https://e.com/secret?utm_source=poster");
    collector.stop();
    QCOMPARE(collector.hits().constFirst().referrer, QStringLiteral("https://news.org/a"));
    QCOMPARE(collector.hits().constFirst().campaign.source, QStringLiteral("poster"));
}

void PasswordGateTest::refuses_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("part");
    QTest::addRow("a wrong password") << kJson << QByteArray(R"({"shortCode":"go","password":"x"})") << 401
                                      << QByteArray(R"("error":"Invalid password")");
    QTest::addRow("a wrong password in the form")
        << kForm << QByteArray("shortCode=go&password=x") << 401 << QByteArray("That is not the password");
    QTest::addRow("an unknown code") << kJson << QByteArray(R"({"shortCode":"no","password":"x"})") << 404
                                     << QByteArray(R"("success":false)");
    QTest::addRow("no password") << kJson << QByteArray(R"({"shortCode":"go"})") << 400
                                 << QByteArray("error");
    QTest::addRow("not JSON") << kJson << QByteArray("{") << 400 << QByteArray("error");
    QTest::addRow("a number") << kJson << QByteArray(R"({"shortCode":"go","password":1})") << 400
                              << QByteArray("error");
    QTest::addRow("a long password") << kForm << "shortCode=go&password=" + QByteArray(201, 'x') << 400
                                     << QByteArray("error");
}

void PasswordGateTest::refuses()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, part);
    TestCollector collector;
    collector.addLink(lockedLink());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const RawReply reply = client.post(kVerify, body, headers);
    QTEST(reply.status, "status");
    QVERIFY(reply.body.contains(part));
    QVERIFY(!reply.body.contains("secret"));
    collector.stop();
    QCOMPARE(collector.hits().size(), 0);
    QVERIFY(collector.verification().isGood());
}

void PasswordGateTest::stopsWhoGuesses()
{
    TestCollector collector;
    collector.addLink(lockedLink());
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < PasswordGate::kTries; ++i)
        QCOMPARE(client.post(kVerify, R"({"shortCode":"go","password":"x"})", kJson).status, 401);
    // Not even with the right one: else guessing would go on.
    const RawReply reply = client.post(kVerify, R"({"shortCode":"go","password":"password"})", kJson);
    QCOMPARE(reply.status, 429);
    const int wait = reply.header("retry-after").toInt();
    QVERIFY(wait > 14 * 60 && wait <= 15 * 60);
    QCOMPARE(client.post(kVerify, "shortCode=go&password=password", kForm).status, 429);
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("wrong_password")), PasswordGate::kTries);
    QCOMPARE(collector.countOf(QStringLiteral("rate_limited")), 2);
    QCOMPARE(collector.hits().size(), 0);
    QVERIFY(collector.verification().isGood());
}

void PasswordGateTest::limitsEachLink()
{
    TestCollector collector;
    collector.addLink(lockedLink());
    Link other = lockedLink();
    other.code = QStringLiteral("other");
    collector.addLink(other);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i <= PasswordGate::kTries; ++i)
        client.post(kVerify, R"({"shortCode":"go","password":"x"})", kJson);
    for (int i = 0; i < 20; ++i) // right ones do not count
        QCOMPARE(client.post(kVerify, R"({"shortCode":"other","password":"password"})", kJson).status, 200);
}

/// The collector goes on while passwords are compared.
void PasswordGateTest::answersOthersWhileItCompares()
{
    constexpr int kClients = 8;
    TestCollector collector;
    collector.options().collector.proxies = *TrustedProxies::parse({QStringLiteral("127.0.0.0/8")});
    collector.addLink(lockedLink(hashedPassword(QStringLiteral("x"))));
    QVERIFY(collector.start());
    std::vector<std::unique_ptr<RawHttpClient>> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.push_back(std::make_unique<RawHttpClient>(collector.url()));
        QVERIFY(clients.back()->open());
        const QByteArray who = "X-Forwarded-For: 203.0.113." + QByteArray::number(i + 1) + "\r\n";
        clients.back()->send(
            RawHttpClient::request("POST", kVerify, kJson + who, R"({"shortCode":"go","password":"y"})"));
    }
    RawHttpClient other(collector.url());
    QCOMPARE(other.get("/healthz").status, 200);
    QVERIFY(!clients.back()->hasReply());
    QCOMPARE(clients.front()->reply().status, 401);
}

/// Results come through the event loop, which does not run here: all tries wait at once.
void PasswordGateTest::comparesOnlySoMany()
{
    PasswordGate gate;
    int busy = 0;
    for (int i = 0; i < PasswordGate::kMostWaiting + 3; ++i) {
        Exchange exchange;
        exchange.request.clientNetwork = QByteArray::number(i);
        gate.compare(
            std::move(exchange), {}, QStringLiteral("go"), quickHash(),
            [&busy](Exchange &&, const PasswordGate::Verdict &verdict) { busy += verdict.isBusy ? 1 : 0; });
    }
    QCOMPARE(busy, 3);
}

/// Two who have the password at the same moment, and one click that is left.
void PasswordGateTest::opensNoOftenerThanItMay()
{
    TestCollector collector;
    Link link = lockedLink();
    link.maxClicks = 1;
    collector.addLink(link);
    QVERIFY(collector.start());
    RawHttpClient first(collector.url());
    RawHttpClient second(collector.url());
    QVERIFY(first.open() && second.open());
    const QByteArray right = RawHttpClient::request("POST", kVerify, kJson,
                                                    R"({"shortCode":"go","password":"password"})");
    first.send(right);
    second.send(right);
    QList<int> statuses {first.reply().status, second.reply().status};
    std::ranges::sort(statuses);
    QCOMPARE(statuses, (QList<int> {200, 410}));
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
}

void PasswordGateTest::readsTries_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("password");
    QTest::addRow("JSON") << QByteArray("application/json")
                          << QByteArray(R"({"shortCode":"a","password":"\u00e9"})") << "\u00e9";
    QTest::addRow("no type") << QByteArray() << QByteArray(R"({"shortCode":"a","password":"p"})") << "p";
    QTest::addRow("a form") << QByteArray("application/x-www-form-urlencoded; charset=utf-8")
                            << QByteArray("password=a+b%26%C3%A9&shortCode=a&x") << "a b&\u00e9";
    QTest::addRow("the last counts") << QByteArray("application/x-www-form-urlencoded")
                                     << QByteArray("shortCode=a&password=a&password=b") << "b";
}

void PasswordGateTest::readsTries()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const std::optional<PasswordTry> read = passwordTryOf(type, body);
    QVERIFY(read);
    QTEST(read->password, "password");
    QCOMPARE(read->form.code, QStringLiteral("a"));
    QVERIFY(!passwordTryOf(type, body + QByteArray(20'000, ' ')));
}

QTEST_GUILESS_MAIN(PasswordGateTest)
#include "tst_passwordgate.moc"
