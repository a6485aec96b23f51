// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/requestguard.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QTest>

namespace {

const QHostAddress kLoopback(QHostAddress::LocalHost);
const QByteArray kToken = "a-token-of-this-test";

/// A GET with these lines, one after another; "Host: localhost" unless there is one.
HttpRequest requestWith(const QByteArray &lines)
{
    HttpRequest request;
    for (const QByteArray &line : lines.split('\n')) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            request.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
    if (request.header("host").isEmpty())
        request.headers.prepend({"Host", "localhost"});
    return request;
}

TrustedProxies trusting(const QString &network)
{
    return *TrustedProxies::parse({network});
}

int statusOf(RequestGuard &guard, HttpRequest request, const QHostAddress &peer = kLoopback)
{
    guard.complete(request, peer);
    const std::optional<HttpReply> refusal = guard.refuseRead(request);
    return refusal ? refusal->status : 200;
}

} // namespace

/// Who has the rights of this machine, and what repeated lines mean.
class RequestGuardTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void distrustsWhatAProxyPassedOn_data();
    void distrustsWhatAProxyPassedOn();
    void givesNoRightsToForwardedAddresses_data();
    void givesNoRightsToForwardedAddresses();
    void givesNoRightsToATrustedProxy_data();
    void givesNoRightsToATrustedProxy();
    void knowsNginxAsNobodyConfiguredIt();
    void knowsItsOwnNames_data();
    void knowsItsOwnNames();
    void refusesPagesOfOtherSites_data();
    void refusesPagesOfOtherSites();
    void readsRepeatedLines();
    void limitsWrongTokensOnly();
    void tokensOpenWhatTheyAreFor_data();
    void tokensOpenWhatTheyAreFor();
    void saysWhichTokenWasUsed();
};

void RequestGuardTest::distrustsWhatAProxyPassedOn_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("status");
    QTest::addRow("nothing") << QByteArray() << 200;
    QTest::addRow("an ordinary header") << QByteArray("X-Requested-With: XMLHttpRequest") << 200;
    for (const char *line :
         {"X-Forwarded-For: 203.0.113.5", "X-Forwarded-For: 127.0.0.1",
          "x-forwarded-for:", "X-Forwarded-Proto: https", "Forwarded: for=127.0.0.1",
          "Forwarded:", "X-Real-IP: 127.0.0.1", "Via: 1.1 cache", "CF-Ray: 1", "CF-Connecting-IP: ::1",
          "True-Client-IP: ::1", "X-Client-IP: ::1", "CDN-Loop: x", "X-ProxyUser-IP:"})
        QTest::addRow("%s", line) << QByteArray(line) << 401;
}

void RequestGuardTest::distrustsWhatAProxyPassedOn()
{
    QFETCH(QByteArray, lines);
    QFETCH(int, status);
    RequestGuard guard {TrustedProxies()};
    for (const char *peer : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"}) {
        QCOMPARE(statusOf(guard, requestWith(lines), QHostAddress(QLatin1StringView(peer))), status);
        HttpRequest request = requestWith(lines);
        guard.complete(request, QHostAddress(QLatin1StringView(peer)));
        QCOMPARE(request.clientIsLoopback, status == 200);
        QCOMPARE(guard.refuseWrite(request).has_value(), status != 200);
        QVERIFY(!request.isProxied); // it is not believed either
    }
    QCOMPARE(statusOf(guard, requestWith(lines), QHostAddress(QStringLiteral("192.0.2.1"))), 401);
}

void RequestGuardTest::givesNoRightsToForwardedAddresses_data()
{
    QTest::addColumn<QByteArray>("lines");
    for (const char *line : {"X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: ::1", "Forwarded: for=127.0.0.1",
                             "Forwarded: for=\"[::1]:80\"", "X-Forwarded-For: 127.0.0.1, 10.9.0.3",
                             "X-Forwarded-For: ::ffff:127.0.0.1", "X-Forwarded-For: 127.9.9.9,"})
        QTest::addRow("%s", line) << QByteArray(line);
}

void RequestGuardTest::givesNoRightsToForwardedAddresses()
{
    QFETCH(QByteArray, lines);
    RequestGuard guard(trusting(QStringLiteral("10.9.0.0/24")));
    HttpRequest request = requestWith(lines);
    guard.complete(request, QHostAddress(QStringLiteral("10.9.0.2")));
    QVERIFY(request.network == NetworkClass::Loopback); // that is what the header says
    QVERIFY(!request.clientIsLoopback);
    QCOMPARE(guard.refuseRead(request)->status, 401);
    QCOMPARE(guard.refuseWrite(request)->status, 401);
}

void RequestGuardTest::givesNoRightsToATrustedProxy_data()
{
    QTest::addColumn<QByteArray>("lines");
    for (const char *lines :
         {"", "X-Forwarded-For: unknown", "X-Forwarded-For: ,", "Forwarded: for=_hidden",
          "X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.5\nForwarded: for=_hidden",
          "X-Forwarded-For: 127.0.0.1\nForwarded: for=::1"})
        QTest::addRow("%s", lines) << QByteArray(lines);
}

void RequestGuardTest::givesNoRightsToATrustedProxy()
{
    QFETCH(QByteArray, lines);
    RequestGuard guard(trusting(QStringLiteral("127.0.0.1/32")));
    HttpRequest request = requestWith(lines);
    guard.complete(request, kLoopback);
    QVERIFY(request.isProxied);
    QVERIFY(!request.clientIsLoopback);
    QVERIFY(!request.addressVia.isEmpty());
    QCOMPARE(guard.refuseRead(request)->status, 401);
    QCOMPARE(statusOf(guard, requestWith(lines), QHostAddress(QStringLiteral("127.0.0.2"))),
             lines.isEmpty() ? 200 : 401);
}

void RequestGuardTest::knowsNginxAsNobodyConfiguredIt()
{
    RequestGuard guard {TrustedProxies()};
    HttpRequest request = requestWith("Host: 127.0.0.1:8787\nConnection: close\nUser-Agent: x");
    QCOMPARE(statusOf(guard, request), 200);
    request.isHttp10 = true;
    QCOMPARE(statusOf(guard, request), 401);
    request.headers.removeAt(1);
    QCOMPARE(statusOf(guard, request), 200); // as simple clients ask
}

void RequestGuardTest::knowsItsOwnNames_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    for (const char *host : {"localhost", "LOCALHOST:8787", "localhost.", "a.localhost", "127.0.0.1",
                             "127.0.0.1:8787", "127.5.5.5", "[::1]", "[::1]:8787", "0.0.0.0:8787"})
        QTest::addRow("%s", host) << QByteArray(host) << 200;
    for (const char *host : {"shop.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil",
                             "192.0.2.1", "10.0.0.5:8787", "[2001:db8::1]", "127.0.0.1:1@evil.example",
                             "localhost:8787x", "[::1", "[::1]x", "@localhost"})
        QTest::addRow("%s", host) << QByteArray(host) << 403;
}

void RequestGuardTest::knowsItsOwnNames()
{
    QFETCH(QByteArray, host);
    RequestGuard guard {TrustedProxies()};
    QTEST(statusOf(guard, requestWith("Host: " + host)), "status");
}

void RequestGuardTest::refusesPagesOfOtherSites_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("status");
    const auto row = [](const char *lines, int status) {
        QTest::addRow("%s", lines) << QByteArray(lines) << status;
    };
    row("Sec-Fetch-Site: none", 200);
    row("Sec-Fetch-Site: same-origin", 200);
    row("Sec-Fetch-Site: cross-site", 403);
    row("Sec-Fetch-Site: Cross-Site", 403);
    row("Sec-Fetch-Site: same-site", 403); // another port of this machine
    row("Sec-Fetch-Site: same-origin\nSec-Fetch-Site: same-site", 403);
    row("Sec-Fetch-Site: none\nSec-Fetch-Site: cross-site", 403);
    row("Origin: http://localhost", 200);
    row("Origin: https://evil.example", 403);
    row("Origin: http://localhost\nOrigin: https://evil.example", 403);
    row("Sec-Fetch-Site: cross-site\nAuthorization: Bearer a-token-of-this-test", 200);
    row("Sec-Fetch-Site: same-site\nAuthorization: Bearer a-token-of-this-test", 200);
}

void RequestGuardTest::refusesPagesOfOtherSites()
{
    QFETCH(QByteArray, lines);
    RequestGuard guard {TrustedProxies()};
    guard.setTokens({{.hash = QCryptographicHash::hash(kToken, QCryptographicHash::Sha256)}});
    QTEST(statusOf(guard, requestWith(lines)), "status");
}

void RequestGuardTest::readsRepeatedLines()
{
    const RequestGuard guard(trusting(QStringLiteral("127.0.0.0/8")));
    HttpRequest request = requestWith(
        "X-Forwarded-For: 193.0.6.139\nX-Forwarded-For: 127.0.0.5\n"
        "Accept: text/html\nAccept: image/png\nAccept-Language: pl\nAccept-Language: en\n"
        "DNT: 1\nDNT: 0\nSec-GPC: 0\nSec-GPC: 1\nPurpose: prefetch\nPurpose: x\n"
        "User-Agent: a\nUser-Agent: b\nReferer: https://a.example/\nReferer: b\n"
        "Content-Type: application/json\nContent-Type: text/plain");
    guard.complete(request, kLoopback);
    QCOMPARE(request.clientAddress, "193.0.6.139");
    QCOMPARE(request.accept, "text/html, image/png");
    QCOMPARE(request.acceptLanguage, "pl, en");
    QVERIFY(request.dnt); // a no on one line is a no
    QVERIFY(request.gpc);
    QVERIFY(request.prefetch);
    QCOMPARE(request.userAgent, "a");
    QCOMPARE(request.referer, "https://a.example/");
    QCOMPARE(request.contentType, "application/json");
    HttpRequest six = requestWith("X-Forwarded-For: 2001:db8:1:2:3::4");
    guard.complete(six, kLoopback);
    QCOMPARE(six.clientAddress, "2001:db8:1:2:3::4");
    QCOMPARE(six.clientNetwork, "2001:db8:1:2::");
}

void RequestGuardTest::tokensOpenWhatTheyAreFor_data()
{
    QTest::addColumn<Token>("token");
    QTest::addColumn<QString>("site"); // of the request; empty = several
    QTest::addColumn<bool>("reads");
    QTest::addColumn<bool>("changes");
    const QStringList shop {QStringLiteral("shop")};
    QTest::newRow("everything") << Token {.mayChange = true} << QString() << true << true;
    QTest::newRow("reads only") << Token {.mayChange = false} << QString() << true << false;
    QTest::newRow("its site") << Token {.mayChange = true, .sites = shop} << shop[0] << true << true;
    QTest::newRow("reads its site") << Token {.mayChange = false, .sites = shop} << shop[0] << true << false;
    QTest::newRow("another site") << Token {.mayChange = true, .sites = shop} << QStringLiteral("docs")
                                  << false << false;
    QTest::newRow("several sites") << Token {.mayChange = true, .sites = shop} << QString() << false << false;
}

void RequestGuardTest::tokensOpenWhatTheyAreFor()
{
    QFETCH(Token, token);
    QFETCH(const QString, site);
    token.hash = QCryptographicHash::hash(kToken, QCryptographicHash::Sha256);
    RequestGuard guard {TrustedProxies()};
    guard.setTokens({token});
    HttpRequest request = requestWith("Authorization: Bearer " + kToken);
    guard.complete(request, QHostAddress(QStringLiteral("192.0.2.7")));
    const auto isOpen = [](const std::optional<HttpReply> &refusal) {
        return !refusal || refusal->status != 403;
    };
    QTEST(isOpen(guard.refuseRead(request, site)), "reads");
    QTEST(isOpen(guard.refuseWrite(request, site)), "changes");
}

void RequestGuardTest::saysWhichTokenWasUsed()
{
    RequestGuard guard {TrustedProxies()};
    QStringList used;
    guard.setTokenWatch([&used](const Token &token) { used.append(token.name); });
    guard.setTokens({{.name = QStringLiteral("shop"),
                      .sites = {QStringLiteral("shop")},
                      .hash = QCryptographicHash::hash(kToken, QCryptographicHash::Sha256)}});
    HttpRequest request = requestWith("Authorization: Bearer " + kToken);
    guard.complete(request, QHostAddress(QStringLiteral("192.0.2.7")));
    QVERIFY(guard.refuseRead(request, QStringLiteral("docs")));
    QVERIFY(used.isEmpty()); // it opened nothing
    QVERIFY(!guard.refuseRead(request, QStringLiteral("shop")));
    QCOMPARE(used, QStringList {QStringLiteral("shop")});
}

void RequestGuardTest::limitsWrongTokensOnly()
{
    RequestGuard guard(TrustedProxies(), 3);
    guard.setTokens({{.hash = QCryptographicHash::hash(kToken, QCryptographicHash::Sha256)}});
    const auto ask = [&](const char *address, const QByteArray &token) {
        return statusOf(guard, requestWith(token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token),
                        QHostAddress(QLatin1StringView(address)));
    };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ask("2001:db8::1", "wrong"), 401);
    QCOMPARE(ask("2001:db8::2", "wrong"), 429); // the same line
    QCOMPARE(ask("2001:db8::2", {}), 401); // no guess
    QCOMPARE(ask("2001:db8::2", kToken), 200);
    QCOMPARE(ask("2001:db8:0:1::1", "wrong"), 401);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ask("127.0.0.1", "wrong"), 200); // needs none
    HttpRequest request = requestWith("Authorization: Bearer wrong");
    guard.complete(request, QHostAddress(QStringLiteral("2001:db8::3")));
    const std::optional<HttpReply> refusal = guard.refuseRead(request);
    QCOMPARE(refusal->status, 429);
    QVERIFY(std::ranges::any_of(refusal->headers, [](const auto &header) {
        return header.first == "Retry-After" && header.second.toInt() > 0;
    }));
}

CLICKSCOPE_TEST(RequestGuardTest)
#include "tst_requestguard.moc"
