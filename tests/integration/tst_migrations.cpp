// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/annotationstore.h"
#include "core/sites/goalstore.h"
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"
#include "core/storage/migrations.h"
#include "tests/support/numberof.h"
#include "tests/support/program.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace {

QByteArray read(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray fixture(const QString &name)
{
    return read(QStringLiteral(CLICKSCOPE_SOURCE_DIR "/tests/data/schemas/") + name);
}

/// Tables, indexes and their columns, whatever the order in which they were made.
QStringList shapeOf(const Database &database)
{
    QStringList shape;
    Statement tables = database.prepare("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'");
    while (tables.step() == Statement::Step::Row) {
        const QString table = tables.text(0);
        QStringList columns;
        Statement column = database.prepare(
            "SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || COALESCE(dflt_value, '-') || ' ' || pk"
            " FROM pragma_table_info(?1)");
        column.bind(1, QStringView(table));
        while (column.step() == Statement::Step::Row)
            columns.append(column.text(0));
        columns.sort();
        shape.append(table + QStringLiteral(": ") + columns.join(QStringLiteral(", ")));
    }
    shape.sort();
    return shape;
}

} // namespace

/// A database of each earlier schema becomes one of today's, with everything that it held.
/// tests/data/schemas/README.md says where the files come from.
class MigrationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAFileOfEachSchema();
    void keepsEverything_data() { versions(); }
    void keepsEverything();
    void makesTheShapeOfANewOne_data() { versions(); }
    void makesTheShapeOfANewOne();

private:
    static void versions();
    /// A data folder with a database of that schema.
    static bool fill(const QTemporaryDir &folder, int version);
};

void MigrationsTest::versions()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version < currentSchemaVersion(); ++version)
        QTest::addRow("schema %d", version) << version;
}

bool MigrationsTest::fill(const QTemporaryDir &folder, int version)
{
    const QByteArray sql = fixture(QStringLiteral("v%1.sql").arg(version));
    const Result<Database> database = Database::open(folder.filePath(QStringLiteral("clickscope.db")),
                                                     Database::Mode::ReadWrite);
    return !sql.isEmpty() && database && database->execute(sql.constData())
        && numberOf(*database, "PRAGMA user_version") == version;
}

void MigrationsTest::hasAFileOfEachSchema()
{
    for (int version = 1; version < currentSchemaVersion(); ++version)
        QVERIFY(!fixture(QStringLiteral("v%1.sql").arg(version)).isEmpty());
}

void MigrationsTest::keepsEverything()
{
    QFETCH(const int, version);
    const QTemporaryDir folder;
    QVERIFY(fill(folder, version));
    Program program(folder.path()); // migrates
    QVERIFY(program.serve());
    QVERIFY(program.kill(SIGTERM));

    QByteArray exported;
    for (const char *site : {"shop", "docs"})
        exported += Program::run(folder.path(),
                                 {QStringLiteral("export"), QStringLiteral("hits"), QStringLiteral("--site"),
                                  QString::fromLatin1(site), QStringLiteral("--include-bots")})
                        .out;
    QCOMPARE(exported, fixture(QStringLiteral("hits.csv")));
    const Finished verified = Program::run(folder.path(),
                                           {QStringLiteral("verify"), QStringLiteral("--json")});
    QVERIFY2(verified.code == 0, verified.out.constData());
    const QString before = QStringLiteral("clickscope.db.before-v%1").arg(currentSchemaVersion());
    QVERIFY(QFile::exists(folder.filePath(before)));

    const Result<Database> database = Database::open(folder.filePath(QStringLiteral("clickscope.db")),
                                                     Database::Mode::ReadOnly);
    QVERIFY(database);
    const QList<Site> sites = *readSites(*database);
    QCOMPARE(sites.size(), 2);
    QCOMPARE(sites[1].displayName(), QStringLiteral("The shop"));
    QCOMPARE(sites[1].timezone, QStringLiteral("Europe/Berlin"));
    QCOMPARE(keptQueryText(sites[1].keptQuery), QStringLiteral("all"));
    QCOMPARE(readLinks(*database)->constFirst().url, QStringLiteral("https://shop.example/sale"));
    const bool hasGoals = version >= 3;
    QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM goal"), hasGoals ? 1 : 0);
    QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM annotation"), hasGoals ? 1 : 0);
    QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM rejection"), 2);
    QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM rejection WHERE excerpt <> ''"), 0); // may hold tokens
    QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM salt"), 0); // its day is over
}

void MigrationsTest::makesTheShapeOfANewOne()
{
    QFETCH(const int, version);
    const QTemporaryDir folder;
    QVERIFY(fill(folder, version));
    Result<Database> old = Database::open(folder.filePath(QStringLiteral("clickscope.db")),
                                          Database::Mode::ReadWrite);
    Result<Database> fresh = Database::open(folder.filePath(QStringLiteral("new.db")),
                                            Database::Mode::ReadWrite);
    QVERIFY(old && fresh);
    QVERIFY(migrate(*old));
    QVERIFY(migrate(*fresh));
    QCOMPARE(shapeOf(*old), shapeOf(*fresh));
}

QTEST_GUILESS_MAIN(MigrationsTest)

#include "tst_migrations.moc"
