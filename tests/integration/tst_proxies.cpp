// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <csignal>
#include <memory>

namespace {

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    return server.serverPort();
}

QString executable(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
}

/// The block of that language in a document of the repository.
QByteArray blockIn(const char *document, const QByteArray &language)
{
    QFile file(QStringLiteral(SOURCE_FOLDER "/") + QLatin1StringView(document));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    const QByteArray fence = "\n```" + language + "\n";
    const qsizetype begin = text.indexOf(fence) + fence.size();
    return begin < fence.size() ? QByteArray() : text.sliced(begin, text.indexOf("```\n", begin) - begin);
}

/// A proxy of the given kind in front of `collector` on a port of its own.
class Proxy final
{
public:
    Proxy(const QString &kind, QByteArray block, const QString &collector)
    {
        const QByteArray port = QByteArray::number(m_port);
        block.replace("127.0.0.1:8787", QByteArray(collector.toLatin1()).replace("http://", ""));
        if (kind == QLatin1StringView("nginx")) {
            QByteArrayList lines = block.split('\n');
            lines.removeIf([](const QByteArray &line) { return line.trimmed().startsWith("ssl_"); });
            block = lines.join('\n').replace("listen 443 ssl", QByteArray("listen 127.0.0.1:" + port));
            write(
                "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\n"
                "access_log off;\nclient_body_temp_path body;\nproxy_temp_path proxy;\nfastcgi_temp_path f;\n"
                "uwsgi_temp_path u;\nscgi_temp_path s;\n"
                + block + "}\n");
            m_process.start(executable(kind),
                            {QStringLiteral("-p"), m_folder.path(), QStringLiteral("-c"), m_file,
                             QStringLiteral("-e"), QStringLiteral("stderr")});
        } else {
            block.replace("stats.example.org {", QByteArray("http://:" + port + " {\n\tbind 127.0.0.1"));
            write("{\n\tadmin off\n\tauto_https off\n}\n" + block);
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("HOME"), m_folder.path());
            environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.path());
            environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.path());
            m_process.setProcessEnvironment(environment);
            m_process.start(executable(kind),
                            {QStringLiteral("run"), QStringLiteral("--config"), m_file,
                             QStringLiteral("--adapter"), QStringLiteral("caddyfile")});
        }
    }
    ~Proxy()
    {
        m_process.kill();
        m_process.waitForFinished(-1);
    }
    Q_DISABLE_COPY_MOVE(Proxy)

    bool isListening()
    {
        return spinUntil([this] {
                   QTcpSocket socket;
                   socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
                   return m_process.state() == QProcess::NotRunning || socket.waitForConnected(100);
               })
            && m_process.state() != QProcess::NotRunning;
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    void write(const QByteArray &text)
    {
        QFile file(m_file);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }

    QTemporaryDir m_folder;
    const QString m_file = m_folder.filePath(QStringLiteral("config"));
    const quint16 m_port = freePort();
    QProcess m_process;
};

void addKinds()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("language");
    QTest::addRow("nginx") << QStringLiteral("nginx") << QByteArray("nginx");
    QTest::addRow("Caddy") << QStringLiteral("caddy") << QByteArray("caddyfile");
}

const QByteArray kHit = "{\"site\":\"s\",\"url\":\"https://shop.example/a\"}";
const QByteArray kHost = "Host: stats.example.org\r\n";
const QByteArray kClaims[] = {
    "",
    "X-Forwarded-For: 127.0.0.1\r\n",
    "Forwarded: for=127.0.0.1\r\n",
    "X-Real-IP: 127.0.0.1\r\n",
    "Tailscale-User-Login: a@shop.example\r\n",
    "Ngrok-Trace-Id: 1\r\n",
    "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: ::1\r\nForwarded: for=\"[::1]\"\r\n"};

} // namespace

/// The proxies that the documentation shows, as it shows them, in front of the real program.
class ProxiesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksBehindADocumentedProxy_data() { addKinds(); }
    void worksBehindADocumentedProxy();
    void opensNothingBehindAProxyThatNobodyNamed_data() { addKinds(); }
    void opensNothingBehindAProxyThatNobodyNamed();
};

void ProxiesTest::worksBehindADocumentedProxy()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, language);
    const QByteArray block = blockIn("SECURITY.md", language);
    QVERIFY(block.contains("127.0.0.1:8787"));
    QCOMPARE(blockIn("README.md", language), block);
    if (executable(kind).isEmpty())
        QSKIP(qPrintable(kind + QStringLiteral(" is not installed")));

    QTemporaryDir folder;
    QCOMPARE(Program::run(folder.path(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")})
                 .code,
             0);
    const QByteArray token =
        Program::run(folder.path(), {QStringLiteral("token"), QStringLiteral("add"), QStringLiteral("t")})
            .out.trimmed();
    Program collector(folder.path());
    QVERIFY(collector.serve({QStringLiteral("--trust-proxy"), QStringLiteral("127.0.0.1")}));
    Proxy proxy(kind, block, collector.url());
    QVERIFY2(proxy.isListening(), proxy.errors().constData());

    const QByteArray bearer = "Authorization: Bearer " + token + "\r\n";
    for (const QByteArray &claims : kClaims) {
        RawHttpClient client(proxy.url());
        QCOMPARE(client.get("/metrics", kHost + claims).status, 401);
        QCOMPARE(client.post("/api/websites/s/goals", "{}", kHost + claims).status, 401);
        QCOMPARE(client.get("/metrics", kHost + claims + bearer).status, 200);
    }

    RawHttpClient stream(proxy.url());
    QCOMPARE(stream.openStream("/api/v1/live", kHost + bearer).status, 200);
    QWebSocket socket;
    QStringList messages;
    connect(&socket, &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { messages.append(text); });
    QUrl url(proxy.url() + QStringLiteral("/api/v1/ws?token=") + QString::fromLatin1(token));
    url.setScheme(QStringLiteral("ws"));
    socket.open(url);
    QVERIFY(spinUntil([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
    socket.sendTextMessage(QStringLiteral("{\"subscribe\":[\"site:s\"]}"));
    QVERIFY(spinUntil([&] { return messages.size() == 1; }));

    RawHttpClient visitor(proxy.url());
    QCOMPARE(
        visitor
            .post(
                "/api/v1/hits", kHit,
                kHost
                    + "User-Agent: Kiosk/1.0\r\nX-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.8\r\n")
            .status,
        202);
    QVERIFY(stream.event().data.contains("https://shop.example/a")); // not kept back
    QVERIFY(spinUntil([&] { return messages.size() == 2; }));
    QCOMPARE(visitor.post("/api/v1/hits", kHit, kHost + "User-Agent: Kiosk/1.0\r\n").status, 202);
    QVERIFY(spinUntil([&] { return messages.size() == 3; }));
    const auto visitorOf = [&](qsizetype message) {
        return QJsonDocument::fromJson(messages[message].toUtf8())
            .object()
            .value(QLatin1StringView("visitor"));
    };
    QVERIFY(!visitorOf(1).toString().isEmpty());
    QCOMPARE(visitorOf(1), visitorOf(2)); // whom the proxy saw, not who somebody claims to be
    QVERIFY(collector.kill(SIGTERM));
    QVERIFY(Program::run(folder.path(),
                         {QStringLiteral("export"), QStringLiteral("hits"), QStringLiteral("--site"),
                          QStringLiteral("s"), QStringLiteral("--include-bots")})
                .out.contains("shop.example/a"));
}

void ProxiesTest::opensNothingBehindAProxyThatNobodyNamed()
{
    QFETCH(QString, kind);
    if (executable(kind).isEmpty())
        QSKIP(qPrintable(kind + QStringLiteral(" is not installed")));
    // What people write first.
    const QByteArray block = kind == QLatin1StringView("nginx")
        ? "server {\nlisten 443 ssl;\nlocation / {\nproxy_pass http://127.0.0.1:8787;\n}\n}\n"
        : "stats.example.org {\n\treverse_proxy 127.0.0.1:8787\n}\n";
    QTemporaryDir folder;
    Program::run(folder.path(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")});
    Program collector(folder.path());
    QVERIFY(collector.serve());
    Proxy proxy(kind, block, collector.url());
    QVERIFY2(proxy.isListening(), proxy.errors().constData());
    for (const QByteArray &claims : kClaims) {
        RawHttpClient client(proxy.url());
        QCOMPARE(client.get("/metrics", claims).status, 401);
        QCOMPARE(client.get("/api/v1/sites/s/realtime", kHost + claims).status, 401);
        QCOMPARE(client.post("/api/websites/s/goals", "{}", claims).status, 401);
        QCOMPARE(client.post("/api/v1/hits", kHit, claims).status, 202);
    }
    RawHttpClient person(collector.url());
    QCOMPARE(person.get("/metrics").status, 200); // who sits here still may
}

QTEST_GUILESS_MAIN(ProxiesTest)
#include "tst_proxies.moc"
