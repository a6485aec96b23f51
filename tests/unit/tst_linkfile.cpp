// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/linkfiles/linkfile.h"

#include "core/linkfiles/instanttext.h"
#include "core/links/linkcheck.h"
#include "core/links/linkpassword.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

namespace {

constexpr Micros kNow = 1'800'000'000 * kMicrosPerSecond;
/// 2026-03-05T12:30:00Z
constexpr Micros kMade = 1'772'713'800 * kMicrosPerSecond;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

LinkFile read(const QByteArray &bytes, LinkFileFormat format = LinkFileFormat::Auto)
{
    const Result<LinkFile> file = readLinkFile(bytes, format, kNow);
    return file ? *file : LinkFile();
}

QString problemOf(const QByteArray &bytes, LinkFileFormat format = LinkFileFormat::Auto)
{
    const Result<LinkFile> file = readLinkFile(bytes, format, kNow);
    if (!file)
        return file.error().message;
    for (const LinkFileRow &row : file->rows) {
        if (!row.problem.isEmpty())
            return QString::number(row.number) + u':' + row.problem;
    }
    return {};
}

QList<Link> linksOf(const LinkFile &file)
{
    QList<Link> links;
    for (const LinkFileRow &row : file.rows)
        links.append(row.link);
    return links;
}

/// Random links that the store would take.
class RandomLinks final
{
public:
    explicit RandomLinks(quint32 seed) : m_random(seed) { }

    Link link(int number)
    {
        Link link;
        link.code = text(QStringLiteral("abcXYZ019_-"), 0, 8) + u'x' + QString::number(number);
        link.url = url();
        link.site = oneIn(2) ? text(QStringLiteral("abc-"), 1, 5) : QString();
        link.name = text(m_letters, 0, 20);
        link.forwardQuery = static_cast<Link::ForwardQuery>(m_random.bounded(3));
        link.password = oneIn(4) ? m_hash : QString();
        link.expiresAt = instant();
        link.maxClicks = oneIn(3) ? m_random.bounded(1'000'000) : 0;
        link.fallback = oneIn(3) ? url() : QString();
        if (oneIn(3))
            link.variants = {{text(m_letters, 1, 4) + u'A', url(), 1},
                             {s("B"), url(), m_random.bounded(1, 1001)}};
        if (oneIn(3))
            link.rules = {{{s("Mobile"), text(m_letters, 0, 5)}, {s("DE"), s("PL")}, url()},
                          {{}, {s("IN")}, url()}};
        link.campaign = text(m_letters, 0, 10);
        for (int i = m_random.bounded(4); i > 0; --i)
            link.tags.append(text(QStringLiteral("=+-'a;\"ü@"), 1, 6));
        link.opensApps = oneIn(5);
        link.madeAt = instant();
        link.archivedAt = instant();
        link.earlierClicks = oneIn(2) ? m_random.bounded(100'000) : 0;
        return link;
    }

private:
    bool oneIn(int number) { return m_random.bounded(number) == 0; }
    Micros instant()
    {
        return oneIn(2) ? static_cast<Micros>(m_random.bounded(2'000'000'000.0) * 1'000'000.0) : 0;
    }
    QString url() { return QStringLiteral("https://e.com/") + text(QStringLiteral("ab?=&#,;\"'|ü%"), 0, 12); }
    QString text(const QString &letters, int least, int most)
    {
        QString text;
        for (int i = m_random.bounded(least, most + 1); i > 0; --i)
            text += letters[m_random.bounded(static_cast<int>(letters.size()))];
        return text;
    }

    QRandomGenerator m_random;
    const QString m_letters = QStringLiteral("=+-@'\"a, ü;|\\{[\u2028");
    const QString m_hash = hashedPassword(QStringLiteral("secret"));
};

} // namespace

class LinkFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsItsOwn();
    void comesBackUnchanged();
    void takesWhatIsMissingForNothing();
    void saysWhatIsWrongWithARow_data();
    void saysWhatIsWrongWithARow();
    void saysWhatIsWrongWithAFile_data();
    void saysWhatIsWrongWithAFile();
    void reportsCodesThatAreThereTwice();
    void readsBitly_data();
    void readsBitly();
    void readsYourls_data();
    void readsYourls();
    void readsShlink_data();
    void readsShlink();
    void readsSinkJson();
    void readsSinkCsv();
    void makesNamesOfTitles();
    void saysWhatIsLeftOut();
    void readsInstants_data();
    void readsInstants();
    void shortensWhatItQuotes();
};

void LinkFileTest::readsItsOwn()
{
    Link link {s("Go"), s("https://e.com/?a=b"), s("shop"), s("=Spring, \"2027\""),
               Link::ForwardQuery::Append};
    link.expiresAt = kMade + 123'456;
    link.maxClicks = 7;
    link.fallback = s("https://e.com/over");
    link.variants = {{s("A"), s("https://e.com/a"), 70}, {s("B"), s("https://e.com/b"), 30}};
    link.rules = {{{s("Mobile")}, {s("DE")}, s("https://e.com/m")}};
    link.campaign = s("-launch");
    link.tags = {s("print"), s("@fair")};
    link.opensApps = true;
    link.madeAt = kMade;
    link.archivedAt = kNow;
    link.earlierClicks = 12;
    const QByteArray csv = linksToCsv({link});
    QCOMPARE(csv,
             QByteArray(
                 "code,url,name,site,campaign,tags,forward_query,expires,max_clicks,fallback,variants,rules,"
                 "opens_apps,made,archived,earlier_clicks,password\r\n"
                 "Go,https://e.com/?a=b,\"'=Spring, \"\"2027\"\"\",shop,'-launch,print|@fair,append,"
                 "2026-03-05T12:30:00.123456Z,7,https://e.com/over,"
                 "\"[{\"\"name\"\":\"\"A\"\",\"\"url\"\":\"\"https://e.com/a\"\",\"\"weight\"\":70},"
                 "{\"\"name\"\":\"\"B\"\",\"\"url\"\":\"\"https://e.com/b\"\",\"\"weight\"\":30}]\","
                 "\"[{\"\"countries\"\":[\"\"DE\"\"],\"\"devices\"\":[\"\"Mobile\"\"],"
                 "\"\"url\"\":\"\"https://e.com/m\"\"}]\","
                 "on,2026-03-05T12:30:00.000000Z,2027-01-15T08:00:00.000000Z,12,\r\n"));
    QCOMPARE(problemOf(csv), QString());
    QVERIFY(read(csv).format == LinkFileFormat::Clickscope);
    QCOMPARE(linksOf(read(csv)), QList<Link> {link});
}

void LinkFileTest::comesBackUnchanged()
{
    RandomLinks random(11);
    for (int i = 0; i < 200; ++i) {
        QList<Link> links;
        while (links.size() < 20) {
            const Link link = random.link(static_cast<int>(links.size()));
            if (problemsOf(link).isEmpty())
                links.append(link);
        }
        const QByteArray csv = linksToCsv(links);
        QCOMPARE(problemOf(csv), QString());
        QCOMPARE(linksOf(read(csv)), links);
        QCOMPARE(linksToCsv(linksOf(read(csv))), csv);
        QCOMPARE(linksOf(read("\xef\xbb\xbf" + csv)), links); // as spreadsheets save it
    }
}

void LinkFileTest::takesWhatIsMissingForNothing()
{
    const LinkFile file = read("url;Code\nhttps://e.com/a;go\n");
    QVERIFY(file.format == LinkFileFormat::Clickscope);
    QCOMPARE(linksOf(file), (QList<Link> {{s("go"), s("https://e.com/a"), {}, {}}}));
    QCOMPARE(file.rows[0].problem, QString());
    QCOMPARE(file.rows[0].number, 2);
}

void LinkFileTest::saysWhatIsWrongWithARow_data()
{
    QTest::addColumn<QByteArray>("columns");
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *columns, const QByteArray &cells, const char *problem) {
        QTest::addRow("%s %s", columns, cells.left(30).constData())
            << QByteArray(columns) << cells << s(problem);
    };
    row("forward_query", "yes", "forward_query is off, append or capture, not \"yes\"");
    row("expires", "soon", "expires is an instant such as 2027-01-31T17:00:00Z, not \"soon\"");
    row("max_clicks", "-1", "max_clicks is a whole number, not \"-1\"");
    row("max_clicks", "9999999999999999999", "max_clicks is a whole number, not \"9999999999999999999\"");
    row("opens_apps", "yes", "opens_apps is on or off, not \"yes\"");
    row("variants", "{}",
        "variants is a list such as [{\"name\":\"A\",\"url\":\"https://e.com/\",\"weight\":1}], not \"{}\"");
    row("variants", "[1]",
        "variants is a list such as [{\"name\":\"A\",\"url\":\"https://e.com/\",\"weight\":1}], not \"[1]\"");
    row("rules", "[{}]",
        "rules is a list such as [{\"countries\":[\"DE\"],\"devices\":[],\"url\":\"https://e.com/\"}], not \"[{}]\"");
    row("password", "secret", "its password is no hash that Clickscope wrote");
    row("password", "pbkdf2-sha512$99999999$AAAA$AAAA", "its password is no hash that Clickscope wrote");
    row("tags", "a||b", "\"\" is no tag; use 1 to 50 characters without , and |");
    row("fallback", "ftp://e.com",
        "\"ftp://e.com\" is no destination; use an http or https URL without user name, with %20 for blanks");
    row("name,site", "a", "it has 3 cells, line 1 has 4");
    row("name", "a\xff", "a cell is not written in UTF-8");
}

void LinkFileTest::saysWhatIsWrongWithARow()
{
    QFETCH(QByteArray, columns);
    QFETCH(QByteArray, cells);
    QFETCH(QString, problem);
    const QByteArray quoted = cells.contains('"') ? '"' + QByteArray(cells).replace('"', "\"\"") + '"'
                                                  : cells;
    const QByteArray file = "code,url," + columns + "\r\na,https://e.com/," + quoted + "\r\n";
    QCOMPARE(problemOf(file), u"2:" + problem);
}

void LinkFileTest::saysWhatIsWrongWithAFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<LinkFileFormat>("format");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &bytes, LinkFileFormat format,
                        const char *problem) { QTest::addRow("%s", name) << bytes << format << s(problem); };
    constexpr auto kAuto = LinkFileFormat::Auto;
    row("empty", "", kAuto, "it is empty");
    row("UTF-16",
        QByteArray("\xff\xfe"
                   "c\0",
                   4),
        kAuto, "it is written in UTF-16; save it as CSV in UTF-8");
    row("other columns", "a,b\n", kAuto,
        "line 1 names the columns of none of Clickscope, Bitly, YOURLS, Shlink and Sink; at least code and url are "
        "needed");
    row("misspelt", "code,url,expire\n", kAuto, "\"expire\" is no column of links");
    row("twice", "code,url,URL\n", kAuto, "line 1 names the column \"URL\" twice");
    row("another format", "code,url\n", LinkFileFormat::Bitly,
        "line 1 does not name the columns that a file of bitly has");
    row("ours asked", "keyword,url\n", LinkFileFormat::Clickscope,
        "line 1 does not name the columns code and url");
    row("JSON asked as CSV", "{}", LinkFileFormat::Yourls, "it is JSON; a file of yourls is CSV");
    row("JSON of others", "{\"a\":1}", kAuto, "it is JSON without a list \"links\", as Sink writes it");
    row("list", "[]", kAuto, "it is JSON without a list \"links\", as Sink writes it");
    row("broken JSON", "{\"links\":[", kAuto, "it is no JSON that can be read: unterminated array, byte 10");
    row("deep JSON", QByteArray(100'000, '['), kAuto,
        "it is no JSON that can be read: too deeply nested document, byte 1025");
    row("header unclosed", "code,\"url\n", kAuto, "line 1: a quotation mark that opens a cell is not closed");
    row("too many", "code,url\n" + QByteArray("a,b\n").repeated(500'001), kAuto,
        "it has more than 500000 links; split it");
    row("too many in JSON", "{\"links\":[0" + QByteArray(",0").repeated(500'000) + "]}", kAuto,
        "it has more than 500000 links; split it");
}

void LinkFileTest::saysWhatIsWrongWithAFile()
{
    QFETCH(QByteArray, bytes);
    QFETCH(LinkFileFormat, format);
    const Result<LinkFile> file = readLinkFile(bytes, format, kNow);
    QVERIFY(!file);
    QCOMPARE(file.error().code, s("bad_link_file"));
    QTEST(file.error().message, "problem");
}

void LinkFileTest::reportsCodesThatAreThereTwice()
{
    const LinkFile file = read("code,url\nGo,https://e.com/1\nno good,https://e.com/2\ngo,https://e.com/3\n"
                               "api,https://e.com/4\nb,ftp://e.com\nB,https://e.com/5\n");
    QStringList problems;
    for (const LinkFileRow &row : file.rows)
        problems.append(row.problem);
    QCOMPARE(
        problems,
        (QStringList {
            {},
            s("\"no good\" is no code; use 1 to 64 of A-Z a-z 0-9 _ -"),
            s("the code \"go\" is also that of line 2; codes are the same in any case"),
            s("\"api\" is a path of the collector; choose another code"),
            s("\"ftp://e.com\" is no destination; use an http or https URL without user name, with %20 for blanks"),
            {}})); // the other b leads nowhere
}

void LinkFileTest::readsBitly_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("export") << QByteArray(
        "long_url,custom_bitlink,title,archived,tags,created_at,link_clicks\n"
        "https://e.com/a,bit.ly/spring,The page,false,\"print,fair\",2026-03-05T12:30:00+0000,\"1,234\"\n"
        "https://e.com/b,https://bit.ly/3xYz,,true,,2026-03-05T13:30:00+0100,0\n");
    QTest::addRow("report") << QByteArray(
        "Title,Bitlink,Custom Link,Long URL,Tags,Created,Total Clicks,Archived\r\n"
        "The page,bit.ly/3aBc,https://bit.ly/spring,https://e.com/a,print|fair,2026-03-05 12:30:00,1234,\r\n"
        ",http://bit.ly/3xYz?r=1,,https://e.com/b,,2026-03-05 12:30:00 +0000,,TRUE\r\n");
}

void LinkFileTest::readsBitly()
{
    QFETCH(QByteArray, bytes);
    Link spring {s("spring"), s("https://e.com/a"), {}, s("The page")};
    spring.tags = {s("print"), s("fair")};
    spring.madeAt = kMade;
    spring.earlierClicks = 1234;
    Link other {s("3xYz"), s("https://e.com/b"), {}, {}};
    other.madeAt = kMade;
    other.archivedAt = kNow;
    QCOMPARE(problemOf(bytes), QString());
    QCOMPARE(linksOf(read(bytes)), (QList<Link> {spring, other}));
    QVERIFY(read(bytes).format == LinkFileFormat::Bitly);
    QCOMPARE(linksOf(read(bytes, LinkFileFormat::Bitly)), (QList<Link> {spring, other}));
}

void LinkFileTest::readsYourls_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isWhole");
    QTest::addRow("table") << QByteArray(
        "\"keyword\",\"url\",\"title\",\"timestamp\",\"ip\",\"clicks\"\n"
        "\"spring\",\"https://e.com/a\",\"The page\",\"2026-03-05 12:30:00\","
        "\"203.0.113.7\",\"1234\"\n")
                           << true;
    QTest::addRow("plugin") << QByteArray("source,target,hits\r\n/spring/,https://e.com/a,1234\r\n") << false;
}

void LinkFileTest::readsYourls()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isWhole);
    Link link {s("spring"), s("https://e.com/a"), {}, isWhole ? s("The page") : QString()};
    link.madeAt = isWhole ? kMade : 0;
    link.earlierClicks = 1234;
    QCOMPARE(problemOf(bytes), QString());
    QCOMPARE(linksOf(read(bytes)), QList<Link> {link});
    QVERIFY(read(bytes).format == LinkFileFormat::Yourls);
}

void LinkFileTest::readsShlink_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isExport");
    QTest::addRow("export") << QByteArray("createdAt,domain,longUrl,shortCode,shortUrl,tags,title,visits\n"
                                          "2026-03-05T12:30:00+00:00,go.example,https://e.com/a,spring,"
                                          "https://go.example/spring,print|fair,The page,1234\n")
                            << true;
    QTest::addRow("import") << QByteArray("Long URL;Tags;Domain;Short code;Title\n"
                                          "https://e.com/a;print|fair;;spring;The page\n")
                            << false;
}

void LinkFileTest::readsShlink()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isExport);
    Link link {s("spring"), s("https://e.com/a"), {}, s("The page")};
    link.tags = {s("print"), s("fair")};
    link.madeAt = isExport ? kMade : 0;
    link.earlierClicks = isExport ? 1234 : 0;
    QCOMPARE(problemOf(bytes), QString());
    QCOMPARE(linksOf(read(bytes)), QList<Link> {link});
    QVERIFY(read(bytes).format == LinkFileFormat::Shlink);
    QCOMPARE(problemOf("Short code,Long URL\na/b,https://e.com/\n"),
             s("2:\"a/b\" is no code; use 1 to 64 of A-Z a-z 0-9 _ -"));
    QCOMPARE(problemOf("Short code,Long URL,validUntil\na,https://e.com/,next year\n"),
             s("2:the end of its time, \"next year\", cannot be read"));
}

void LinkFileTest::readsSinkJson()
{
    const LinkFile file = read(R"({"version":"1.0","exportedAt":"2026-03-05T12:30:00.000Z","count":4,"links":[
        {"id":"a1","url":"https://e.com/a","slug":"spring","comment":"The page","title":"Preview",
         "createdAt":1772713800,"updatedAt":1772713900,"expiration":1800000000,"redirectWithQuery":true,
         "tags":["print","fair"],"geo":{"DE":"https://e.com/de"}},
        {"id":"a2","url":"https://e.com/b","slug":"locked","createdAt":1772713800,"password":"secret"},
        {"id":"a3","url":"https://e.com/c","slug":"Spring","createdAt":1772713800},
        7,
        {"url":"https://e.com/d","slug":"store","apple":"https://apps.example/","title":"Store"}]})");
    QVERIFY(file.format == LinkFileFormat::Sink);
    QVERIFY(file.countsLinks);
    QCOMPARE(file.rows.size(), 5);
    Link link {s("spring"), s("https://e.com/a"), {}, s("The page"), Link::ForwardQuery::Append};
    link.tags = {s("print"), s("fair")};
    link.madeAt = kMade;
    link.expiresAt = kNow;
    link.rules = {{{}, {s("DE")}, s("https://e.com/de")}};
    QCOMPARE(file.rows[0].link, link);
    QCOMPARE(file.rows[0].problem, QString());
    QCOMPARE(file.rows[1].problem,
             s("it has a password, which is not taken over; add the link with one of its own"));
    QCOMPARE(file.rows[2].problem,
             s("the code \"Spring\" is also that of link 1; codes are the same in any case"));
    QCOMPARE(file.rows[3].problem, s("it is no object"));
    QCOMPARE(file.rows[4].number, 5);
    QCOMPARE(file.rows[4].problem, QString());
    QCOMPARE(file.rows[4].remark, s("its destinations in stores of apps are left out"));
}

void LinkFileTest::readsSinkCsv()
{
    const QByteArray bytes = "\xef\xbb\xbf"
                             "slug,url,comment,createdAt\nspring,https://e.com/a,'=The page,1772713800000\n";
    Link link {s("spring"), s("https://e.com/a"), {}, s("=The page")};
    link.madeAt = kMade;
    QCOMPARE(linksOf(read(bytes)), QList<Link> {link});
    QVERIFY(read(bytes).format == LinkFileFormat::Sink);
}

void LinkFileTest::makesNamesOfTitles()
{
    const QByteArray title =
        QByteArray("Shop\n  of ").append(QByteArray("\xc3\xbc").repeated(200)).append("\x01");
    const LinkFile file = read("keyword,url,title\na,https://e.com/,\"" + title + "\"\n");
    QCOMPARE(file.rows[0].problem, QString());
    QCOMPARE(file.rows[0].link.name, s("Shop of ") + QString(91, u'ü') + u'…');
}

void LinkFileTest::saysWhatIsLeftOut()
{
    const LinkFile file = read("keyword,url,timestamp,clicks\na,https://e.com/,last year,many\n");
    QCOMPARE(file.rows[0].problem, QString());
    QCOMPARE(
        file.rows[0].remark,
        s("when it was made is left out: \"last year\" is no time; its clicks are left out: \"many\" is no number"));
    QCOMPARE(file.rows[0].link.earlierClicks, 0);
}

void LinkFileTest::readsInstants_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("instant"); // -1 = none
    const auto row = [](const char *text, qint64 instant) {
        QTest::addRow("%s", text) << s(text) << instant;
    };
    row("2026-03-05T12:30:00Z", kMade);
    row("2026-03-05 12:30:00", kMade);
    row("2026-03-05T12:30:00.123456Z", kMade + 123'456);
    row("2026-03-05T12:30:00.5Z", kMade + 500'000);
    row("2026-03-05T12:30:00.123456789Z", kMade + 123'456);
    row("2026-03-05T14:30:00+02:00", kMade);
    row("2026-03-05T07:00:00-0530", kMade);
    row("1772713800", kMade);
    row("1772713800000", kMade);
    row("0", 0);
    row("", -1);
    row("2026-02-30T12:30:00Z", -1);
    row("2026-03-05T25:30:00Z", -1);
    row("2026-03-05T12:30:00+20:00", -1);
    row("2026-03-05T12:30:00Zx", -1);
    row("2026-03-05T12:30:00Z\n", -1);
    row("2026-03-05", -1);
    row("-5", -1);
    row("999999999999999", -1);
    row("٢٠٢٦-03-05T12:30:00Z", -1);
}

void LinkFileTest::readsInstants()
{
    QFETCH(QString, text);
    QTEST(instantOfText(text).value_or(-1), "instant");
}

void LinkFileTest::shortensWhatItQuotes()
{
    const QString problem =
        problemOf("code,url\n\"\x1b[31m" + QByteArray(5'000, 'x') + "\",https://e.com/\n");
    QVERIFY2(problem.size() < 320, qPrintable(problem));
    QVERIFY(!problem.contains(QChar(0x1b)));
}

CLICKSCOPE_TEST(LinkFileTest)
#include "tst_linkfile.moc"
