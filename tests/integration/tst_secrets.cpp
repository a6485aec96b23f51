// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QDirIterator>
#include <QTest>

using namespace std::chrono_literals;

namespace {

const QByteArray kSecret = "hushhush";
const QByteArray kAddress = "198.51.100.77";
QByteArray logged;

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged.append(text.toUtf8()).append('\n');
}

} // namespace

/// What is kept of requests that were turned away holds no secret and no address, anywhere.
class SecretsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNoSecretOfWhatItTurnsAway();

private:
    static QList<QByteArray> requests();
};

QList<QByteArray> SecretsTest::requests()
{
    const QByteArray secrets =
        "Authorization: Bearer hushhush\r\nCookie: session=hushhush\r\nX-Api-Key: hushhush\r\n"
        "X-Forwarded-For: 198.51.100.77\r\nForwarded: for=198.51.100.77\r\n"
        "CF-Connecting-IP: 198.51.100.77\r\nUser-Agent: hushhush\r\n"
        "Referer: https://user:hushhush@shop.example/?token=hushhush\r\n";
    const QByteArray query = "?token=hushhush&access%5Ftoken=hushhush&password=hushhush&ip=198.51.100.77";
    QList<QByteArray> all;
    const QByteArray nested =
        "https%253A%252F%252Fa.example%252Fcb%253Bjsessionid%253Dhushhush%2523access_token%253Dhushhush";
    const QByteArray lines[] = {"GET /api/v1/live" + query + " HTTP/1.1\r\n",
                                "GET /nowhere/x" + query + " HTTP/1.1\r\n",
                                "GET /pixel.gif" + query + "&site=s&kind=nothing HTTP/1.1\r\n",
                                "GET /unknownlink" + query + " HTTP/1.1\r\n",
                                "GET /unknown;jsessionid=hushhush HTTP/1.1\r\n",
                                "GET /pixel.gif?site=token%3Dhushhush&url=" + nested + " HTTP/1.1\r\n"};
    for (const QByteArray &line : lines) {
        all.append(line + secrets + "Host: localhost\r\n\r\n");
        all.append(line + secrets + "\r\n"); // no Host
        all.append(line + secrets + "Host: localhost\r\nHost: localhost\r\n\r\n");
        all.append(line + secrets + " hushhush\r\nHost: localhost\r\n\r\n"); // a folded line
        all.append(line + secrets + "Author"); // never finished
        all.append(line + "Host: localhost\r\nAuthorization: Bearer hushhu"); // cut in the middle
        all.append(QByteArray(line).replace("1.1", "3.0") + secrets + "\r\n");
        all.append(QByteArray(line).replace("GET ", "GET  ") + secrets + "\r\n");
        all.append(QByteArray(line).replace("\r\n", "\n") + secrets + "\r\n");
    }
    all.append("GET http://user:hushhush@localhost/ HTTP/1.1\r\n\r\n");
    all.append("GET /" + QByteArray(9000, 'a') + query);
    all.append("Authorization: Bearer hushhush\r\n\r\n");
    for (const char *body :
         {R"({"site":"s","url":"https://user:hushhush@shop.example/?token=hushhush","kind":"nothing"})",
          R"({"site":"token=hushhush","url":"https://shop.example/;sid=hushhush"})",
          R"({"website_id":"https://me:hushhush@shop.example","event_type":"pageview"})",
          R"({"site":"ip 198.51.100.77","url":"/#state=hushhush"})", "<a:token x='1'>hushhush</a:token>",
          R"({"token":"hushhush","password":"hushhush","ip":"198.51.100.77"})", R"({"api_key":"hushhush)",
          "token=hushhush&x=198.51.100.77",
          "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhushhush"}) {
        for (const char *path : {"/api/v1/hits", "/e", "/collect"})
            all.append(
                RawHttpClient::request("POST", path, secrets + "Content-Type: application/json\r\n", body));
    }
    all.append(RawHttpClient::request("POST", "/api/v1/hits",
                                      "Origin: https://user:hushhush@evil.example\r\n", "{}"));
    return all;
}

void SecretsTest::keepsNoSecretOfWhatItTurnsAway()
{
    TestCollector collector;
    collector.options().collector.limits.headerDeadline = 300ms;
    QVERIFY(collector.start());
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);
    const QList<QByteArray> all = requests();
    for (const QByteArray &request : all) {
        RawHttpClient client(collector.url());
        client.send(request);
        const RawReply reply = client.reply();
        QVERIFY2(reply.status >= 400, request.constData());
    }
    collector.stop();
    qInstallMessageHandler(before);
    QVERIFY2(!logged.contains(kSecret) && !logged.contains(kAddress), logged.constData());

    const QList<Rejection> rejections = collector.rejections();
    QVERIFY(rejections.size() > 10);
    QVERIFY(std::ranges::any_of(rejections, [](const Rejection &rejection) {
        return rejection.excerpt.contains(QStringLiteral("GET /api/v1/live?token=…"));
    }));
    int files = 0;
    for (QDirIterator folder(collector.dataDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         folder.hasNext();) {
        QFile file(folder.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains("hushhu"), qPrintable(file.fileName()));
        QVERIFY2(!bytes.contains(kAddress), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files > 0);
    QVERIFY(collector.verification().isGood());
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
