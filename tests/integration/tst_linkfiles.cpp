// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/qrcode.h"
#include "tests/support/patienttest.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/zbar.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// `clickscope link import`, `export` and `qr`: what they print, how they end, what they change.
class LinkFilesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void importsAFile();
    void reportsEachRow();
    void triesWithoutChangingAnything();
    void importsForeignFiles_data();
    void importsForeignFiles();
    void givesASite();
    void addsAllOrNothing();
    void readsStandardInput();
    void exportsWhatItImports();
    void tellsARunningCollector();
    void drawsQrCodes();
    void findsTheAddressOfACode();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void failsWithOneLine_data();
    void failsWithOneLine();

private:
    QString path(const char *name) const { return m_files->filePath(s(name)); }
    Finished run(const char *arguments, const QByteArray &input = {}) const
    {
        return Program::run(m_data->path(), s(arguments).replace(u'@', m_files->path() + u'/').split(u' '),
                            input);
    }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    QByteArray content(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
    }
    QJsonArray links() const { return QJsonDocument::fromJson(run("link list --json").out).array(); }

    std::unique_ptr<QTemporaryDir> m_files, m_data;
};

void LinkFilesTest::init()
{
    m_files = std::make_unique<QTemporaryDir>();
    m_data = std::make_unique<QTemporaryDir>();
    write("links.csv",
          "code,url,name,campaign,earlier_clicks\n"
          "go,https://e.com/,Go,launch,41\n"
          "stay,https://e.com/stay,,,\n");
    write("mixed.csv",
          "code,url\n"
          "GO,https://e.com/\n" // is there
          "stay,https://e.com/elsewhere\n"
          "new,https://e.com/new\n"
          "health,https://e.com/\n"
          "NEW,https://e.com/again\n"
          "x,\"y\n");
}

void LinkFilesTest::importsAFile()
{
    const Finished done = run("link import @links.csv");
    QCOMPARE(done.errors, QByteArray());
    QCOMPARE(done.out, QByteArray("2 added, 0 exist, 0 cannot be used\n"));
    QCOMPARE(done.code, 0);
    const QJsonObject link = links().first().toObject();
    QCOMPARE(link[s("code")].toString(), s("go"));
    QCOMPARE(link[s("name")].toString(), s("Go"));
    QCOMPARE(link[s("campaign")].toString(), s("launch"));
    QCOMPARE(link[s("earlier_clicks")].toInt(), 41);
    QCOMPARE(link[s("clicks")].toInt(), 0); // shown apart
    QCOMPARE(run("link import @links.csv").out, QByteArray("0 added, 2 exist, 0 cannot be used\n"));
    QCOMPARE(links().size(), 2);
}

void LinkFilesTest::reportsEachRow()
{
    QCOMPARE(run("link import @links.csv").code, 0);
    const Finished done = run("link import @mixed.csv");
    QCOMPARE(done.code, 1);
    QCOMPARE(done.out, QByteArray("1 added, 1 exist, 4 cannot be used\n"));
    QCOMPARE(
        done.errors,
        QByteArray(
            "clickscope: line 3: the code stay is taken; it leads to https://e.com/stay\n"
            "clickscope: line 5: \"health\" is a path of the collector; choose another code\n"
            "clickscope: line 6: the code \"NEW\" is also that of line 4; codes are the same in any case\n"
            "clickscope: line 7: a quotation mark that opens a cell is not closed\n"));
    QCOMPARE(links().size(), 3);
}

void LinkFilesTest::triesWithoutChangingAnything()
{
    const Finished fresh = run("link import @links.csv --dry-run");
    QCOMPARE(fresh.out, QByteArray("dry run: 2 added, 0 exist, 0 cannot be used\n"));
    QCOMPARE(fresh.code, 0);
    QVERIFY(QDir(m_data->path()).isEmpty());
    QCOMPARE(run("link import @links.csv").code, 0);
    const Finished tried = run("link import @mixed.csv --dry-run");
    QCOMPARE(links().size(), 2);
    const Finished done = run("link import @mixed.csv");
    QCOMPARE(tried.out, "dry run: " + done.out);
    QCOMPARE(tried.errors, done.errors);
    QCOMPARE(tried.code, done.code);
}

void LinkFilesTest::importsForeignFiles_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addRow("bitly") << QByteArray(
        "long_url,link,title,created_at,clicks\n"
        "https://e.com/,https://bit.ly/go,Title,2026-03-05T12:30:00+0000,7\n");
    QTest::addRow("yourls") << QByteArray("keyword,url,title,timestamp,ip,clicks\n"
                                          "go,https://e.com/,Title,2026-03-05 12:30:00,::1,7\n");
    QTest::addRow("shlink") << QByteArray(
        "createdAt,longUrl,shortCode,shortUrl,tags,title,visits\n"
        "2026-03-05T12:30:00Z,https://e.com/,go,https://g.io/go,,Title,7\n");
    QTest::addRow("sink") << QByteArray(R"({"version":"1.0","links":[{"slug":"go","url":"https://e.com/",)"
                                        R"("title":"Title","createdAt":1772713800,"clicks":7}]})");
}

void LinkFilesTest::importsForeignFiles()
{
    QFETCH(QByteArray, file);
    write("foreign", file);
    const QByteArray command = QByteArray("link import @foreign --format ") + QTest::currentDataTag();
    QCOMPARE(run(command.constData()).out, QByteArray("1 added, 0 exist, 0 cannot be used\n"));
    const QJsonObject link = links().first().toObject();
    QCOMPARE(link[s("code")].toString(), s("go"));
    QCOMPARE(link[s("url")].toString(), s("https://e.com/"));
    QCOMPARE(link[s("name")].toString(), s("Title"));
    QCOMPARE(link[s("earlier_clicks")].toInt(), 7);
    QCOMPARE(link[s("made")].toString(), s("2026-03-05T12:30:00.000000Z"));
    QCOMPARE(run("link import @foreign").out, QByteArray("0 added, 1 exist, 0 cannot be used\n"));
}

void LinkFilesTest::givesASite()
{
    QCOMPARE(run("site add shop").code, 0);
    QCOMPARE(run("site add blog").code, 0);
    write("sites.csv",
          "code,url,site\na,https://e.com/a,\nb,https://e.com/b,blog\nc,https://e.com/c,nobody\n");
    const Finished done = run("link import @sites.csv --site shop");
    QCOMPARE(done.out, QByteArray("2 added, 0 exist, 1 cannot be used\n"));
    QCOMPARE(done.errors, QByteArray("clickscope: line 4: there is no site nobody; add it first\n"));
    QCOMPARE(links()[0][s("site")].toString(), s("shop"));
    QCOMPARE(links()[1][s("site")].toString(), s("blog"));
}

void LinkFilesTest::addsAllOrNothing()
{
    QCOMPARE(run("link add go https://e.com/").code, 0);
    const Finished done = run("link import @links.csv --site nobody");
    QCOMPARE(done.code, 1);
    QCOMPARE(done.errors, QByteArray("clickscope: there is no site nobody; add it first\n"));
    QCOMPARE(links().size(), 1);
    const Finished tried = run("link import @links.csv --site nobody --dry-run");
    QCOMPARE(tried.errors, done.errors);
}

void LinkFilesTest::readsStandardInput()
{
    QCOMPARE(run("link import -", "code,url\ngo,https://e.com/\n").out,
             QByteArray("1 added, 0 exist, 0 cannot be used\n"));
}

void LinkFilesTest::exportsWhatItImports()
{
    QCOMPARE(run("site add shop").code, 0);
    QCOMPARE(
        run("link add Go https://e.com/?a=b --site shop --name =Name,\"x\" --password secret --expires "
            "2999-01-01T00:00:00Z --max-clicks 5 --fallback https://e.com/over --variant 70=https://e.com/a "
            "--variant 30=https://e.com/b --rule mobile,DE=https://e.com/m --campaign launch --tag a --tag "
            "b --forward-query append --app-schemes on")
            .code,
        0);
    QCOMPARE(run("link add other https://e.com/other").code, 0);
    QCOMPARE(run("link edit other --archived on").code, 0);
    const Finished exported = run("link export --output @out.csv");
    QCOMPARE(exported.out, "exported 2 links to " + path("out.csv").toUtf8() + '\n');
    const QByteArray csv = content("out.csv");
    QCOMPARE(csv.count("\r\n"), 3);
    QVERIFY(!csv.contains("secret"));
    const QJsonArray before = links();

    m_data = std::make_unique<QTemporaryDir>();
    QCOMPARE(run("site add shop").code, 0);
    QCOMPARE(run("link import @out.csv").out, QByteArray("2 added, 0 exist, 0 cannot be used\n"));
    QCOMPARE(links(), before);
    const Finished again = run("link export");
    QCOMPARE(again.out, csv);
    QCOMPARE(run("link export --output -").out, csv);
}

void LinkFilesTest::tellsARunningCollector()
{
    Program program(m_data->path());
    QVERIFY(program.serve());
    QCOMPARE(run("link import @links.csv").code, 0);
    RawHttpClient client(program.url());
    QTRY_COMPARE(client.get("/go").status, 302);
}

void LinkFilesTest::drawsQrCodes()
{
    QCOMPARE(run("link add Spring https://e.com/").code, 0);
    const Finished png = run("link qr spring --output @code.PNG --url https://go.shop.example/");
    QCOMPARE(png.errors, QByteArray());
    QCOMPARE(png.out,
             "wrote the code of https://go.shop.example/Spring to " + path("code.PNG").toUtf8() + '\n');
    QCOMPARE(readByZbar(path("code.PNG")), QByteArray("https://go.shop.example/Spring\n"));
    QCOMPARE(run("link qr spring --output @code.svg --url https://go.shop.example").code, 0);
    QCOMPARE(content("code.svg"),
             toSvg(*qrCodeOf(s("https://go.shop.example/Spring")), s("https://go.shop.example/Spring")));
}

void LinkFilesTest::findsTheAddressOfACode()
{
    QCOMPARE(run("link add go https://e.com/").code, 0);
    QVERIFY(run("link qr go --output @code.svg").out.contains("http://127.0.0.1:8787/go "));
    Program program(m_data->path());
    QVERIFY(program.serve());
    const QByteArray url = program.url().toUtf8() + "/go";
    QVERIFY(run("link qr go --output @code.svg").out.contains(url));
    QVERIFY(content("code.svg").contains(url));
}

void LinkFilesTest::refusesWrongUsage_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char *command :
         {"link import", "link import @links.csv --format csv", "link import @links.csv x", "link export x",
          "link qr go", "link qr go --output @code.gif", "link qr go --output @code",
          "link qr --output @code.svg", "link qr go --output @code.svg --url go.example"})
        QTest::addRow("%s", command) << QByteArray(command);
}

void LinkFilesTest::refusesWrongUsage()
{
    QFETCH(QByteArray, command);
    const Finished done = run(command.constData());
    QCOMPARE(done.code, 2);
    QCOMPARE(done.errors.count('\n'), 1);
    QVERIFY(QDir(m_data->path()).isEmpty());
}

void LinkFilesTest::failsWithOneLine_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char *command :
         {"link import @nothing.csv", "link import @", "link import @broken.csv",
          "link import @links.csv --format bitly", "link export", "link qr go --output @code.svg"})
        QTest::addRow("%s", command) << QByteArray(command);
    QTest::addRow("no folder") << QByteArray("link export --output @none/out.csv");
}

void LinkFilesTest::failsWithOneLine()
{
    QFETCH(QByteArray, command);
    write("broken.csv", "a,b\n1,2\n");
    if (command.contains("none/"))
        QCOMPARE(run("link add go https://e.com/").code, 0);
    const Finished done = run(command.constData());
    QCOMPARE(done.code, 1);
    QCOMPARE(done.errors.count('\n'), 1);
    QVERIFY(done.errors.startsWith("clickscope: "));
    QCOMPARE(done.out, QByteArray());
}

QTEST_GUILESS_MAIN(LinkFilesTest)
#include "tst_linkfiles.moc"
