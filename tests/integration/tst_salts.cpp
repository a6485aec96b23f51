// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/backup.h"
#include "core/storage/logcheck.h"
#include "core/storage/saltstore.h"
#include "core/storage/saltsweep.h"
#include "tests/support/manualclock.h"
#include "tests/support/numberof.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace {

constexpr Micros kNoon = 20'515 * kMicrosPerDay + 12 * kMicrosPerHour;

/// The whole program, whose clock a test sets, and the bytes of its folder.
struct Salted
{
    ManualClock clock {kNoon};
    TestCollector collector {clock};

    bool hit()
    {
        return RawHttpClient(collector.url()).post("/api/v1/hits", hitBody("https://e.com/")).status == 202;
    }
    /// The key of a day, once it was stored.
    QByteArray saltOf(qint64 day)
    {
        QByteArray found;
        (void)QTest::qWaitFor([&] {
            const Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadOnly);
            const auto salts = database ? readSalts(*database) : database.error();
            for (const auto &[of, salt] : salts ? *salts : QList<std::pair<qint64, QByteArray>>())
                found = of == day ? salt : found;
            return !found.isEmpty();
        });
        return found;
    }
    QStringList filesWith(const QByteArray &bytes) const
    {
        QStringList files;
        QDirIterator each(collector.dataDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                files.append(file.fileName());
        }
        return files;
    }
};

} // namespace

/// Keys of visitor ids are erased when their time is over: from every file of the folder, on a quiet site,
/// too.
class SaltsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void erasesThemOnAQuietSite();
    void erasesThoseOfDaysThatHaveNotCome();
    void erasesThemWhenItStartsAgain();
    void leavesThemOutOfCopies();
    void erasesThemFromCopiesOfBefore();
    void erasesThemFromFilesThatWereSetAside_data();
    void erasesThemFromFilesThatWereSetAside();
    void erasesThemFromTheLogOfATruncatedFile();
    void erasesThemFromCopiesWithALog();
    void leavesOtherBytesAlone();
};

namespace {

QByteArray contents(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Not in this process, which would give up the locks of the database.
void sh(const TestCollector &collector, const QString &command)
{
    QProcess shell;
    shell.setWorkingDirectory(collector.dataDir());
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), command});
    QVERIFY(shell.waitForFinished(-1));
    QCOMPARE(shell.exitCode(), 0);
}

/// The one file of that kind.
QString setAsideFile(const TestCollector &collector, const QString &suffix)
{
    const QDir folder(collector.dataDir());
    const QStringList files = folder.entryList({QStringLiteral("clickscope.db.unreadable-*") + suffix},
                                               QDir::Files);
    for (const QString &file : files) {
        if (!suffix.isEmpty() || !file.contains(QLatin1StringView("-wal")))
            return folder.filePath(file);
    }
    return {};
}

/// Whether each frame has the checksum that SQLite asks for.
bool isWholeLog(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    LogReader log(file);
    while (log.next()) { }
    return log.end() == file.size();
}

} // namespace

void SaltsTest::erasesThemOnAQuietSite()
{
    Salted salted;
    QVERIFY(salted.collector.start());
    QVERIFY(salted.hit());
    const QByteArray salt = salted.saltOf(utcDay(kNoon));
    QCOMPARE(salt.size(), 32);
    QVERIFY(!salted.filesWith(salt).isEmpty()); // would be found
    salted.clock.advance(12 * kMicrosPerHour + 29 * kMicrosPerMinute);
    salted.collector.application().checkClock();
    QVERIFY(!salted.filesWith(salt).isEmpty()); // visits that run over midnight
    salted.clock.advance(kMicrosPerMinute);
    salted.collector.application().checkClock();
    QTRY_COMPARE(salted.filesWith(salt), QStringList());
    QVERIFY(salted.hit()); // and a new one comes into use
    QCOMPARE(salted.saltOf(utcDay(kNoon) + 1).size(), 32);
    salted.collector.stop();
    QCOMPARE(salted.filesWith(salt), QStringList());
    QVERIFY(salted.collector.verification().isGood());
}

void SaltsTest::erasesThoseOfDaysThatHaveNotCome()
{
    Salted salted;
    salted.clock.step(3 * kMicrosPerDay);
    QVERIFY(salted.collector.start());
    QVERIFY(salted.hit());
    const QByteArray ahead = salted.saltOf(utcDay(kNoon) + 3);
    QCOMPARE(ahead.size(), 32);
    salted.clock.step(-3 * kMicrosPerDay);
    QVERIFY(salted.hit());
    QCOMPARE(salted.saltOf(utcDay(kNoon)).size(), 32);
    QTRY_COMPARE(salted.filesWith(ahead), QStringList());
}

void SaltsTest::erasesThemWhenItStartsAgain()
{
    for (const Micros later : {3 * kMicrosPerDay, -3 * kMicrosPerDay}) { // a clock that was ahead, too
        Salted salted;
        QVERIFY(salted.collector.start());
        QVERIFY(salted.hit());
        const QByteArray salt = salted.saltOf(utcDay(kNoon));
        salted.collector.stop();
        salted.clock.step(later);
        QVERIFY(salted.collector.start());
        QTRY_COMPARE(salted.filesWith(salt), QStringList());
    }
}

void SaltsTest::leavesThemOutOfCopies()
{
    Salted salted;
    QVERIFY(salted.collector.start());
    QVERIFY(salted.hit());
    const QByteArray salt = salted.saltOf(utcDay(kNoon));
    const Result<Database> database = Database::open(salted.collector.fileName(), Database::Mode::ReadOnly);
    const QString copy = salted.collector.dataDir() + QStringLiteral("/copy.db");
    QVERIFY(database && backUp(*database, copy));
    const QStringList files = salted.filesWith(salt);
    QVERIFY(!files.isEmpty());
    for (const QString &file : files)
        QVERIFY2(QFileInfo(file).fileName().startsWith(QLatin1StringView("clickscope.db")), qPrintable(file));
    const Result<Database> reader = Database::open(copy, Database::Mode::ReadOnly);
    QVERIFY(reader);
    QCOMPARE(numberOf(*reader, "SELECT COUNT(*) FROM hit"), 1);
    QVERIFY(readSalts(*reader)->isEmpty());
}

void SaltsTest::erasesThemFromCopiesOfBefore()
{
    Salted salted;
    QVERIFY(salted.collector.start());
    QVERIFY(salted.hit());
    const QByteArray salt = salted.saltOf(utcDay(kNoon));
    salted.collector.stop();
    // As versions made them that did not leave the keys out.
    const QString copy = salted.collector.fileName() + QStringLiteral(".before-v3");
    QVERIFY(QFile::copy(salted.collector.fileName(), copy));
    QFile broken(salted.collector.fileName() + QStringLiteral(".unreadable-20200101-000000"));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no database") > 0);
    broken.close();
    salted.clock.advance(kMicrosPerDay);
    QVERIFY(salted.collector.start());
    QTRY_COMPARE(salted.filesWith(salt), QStringList());
    QVERIFY(QFile::exists(copy));
    const Result<Database> reader = Database::open(copy, Database::Mode::ReadOnly);
    QVERIFY(reader);
    QCOMPARE(numberOf(*reader, "SELECT COUNT(*) FROM hit"), 1);
    QVERIFY(broken.open(QIODevice::ReadOnly));
    QCOMPARE(broken.readAll(), QByteArray("no database")); // left alone
}

void SaltsTest::erasesThemFromFilesThatWereSetAside_data()
{
    QTest::addColumn<bool>("startsAgain");
    QTest::addRow("while it runs") << false;
    QTest::addRow("after a start") << true;
}

/// What cannot be opened as a database stays as it is, but for the keys.
void SaltsTest::erasesThemFromFilesThatWereSetAside()
{
    QFETCH(const bool, startsAgain);
    Salted salted;
    QVERIFY(salted.collector.start());
    for (int i = 0; i < 30; ++i)
        QVERIFY(salted.hit());
    const QByteArray salt = salted.saltOf(utcDay(kNoon));
    sh(salted.collector, QStringLiteral("cp clickscope.db-wal log"));
    salted.collector.stop();
    sh(salted.collector,
       QStringLiteral("printf 'no database any more' | dd of=clickscope.db conv=notrunc 2>/dev/null"));
    QVERIFY(salted.collector.start());
    sh(salted.collector, QStringLiteral("mv log $(ls clickscope.db.unreadable-*)-wal"));
    QVERIFY(salted.hit());
    const QString file = setAsideFile(salted.collector, {});
    const QString log = setAsideFile(salted.collector, QStringLiteral("-wal"));
    const QByteArray fileBefore = contents(file);
    const QByteArray logBefore = contents(log);
    QVERIFY(fileBefore.contains(salt) && logBefore.contains(salt)); // still in use
    QVERIFY(isWholeLog(log));

    if (startsAgain)
        salted.collector.stop();
    salted.clock.advance(12 * kMicrosPerHour + 30 * kMicrosPerMinute);
    if (startsAgain)
        QVERIFY(salted.collector.start());
    else
        salted.collector.application().checkClock();
    QTRY_COMPARE(salted.filesWith(salt), QStringList());
    QCOMPARE(contents(file), QByteArray(fileBefore).replace(salt, QByteArray(32, '\0')));
    QCOMPARE(contents(log).size(), logBefore.size());
    QVERIFY(isWholeLog(log)); // and can be read to its end
}

void SaltsTest::erasesThemFromTheLogOfATruncatedFile()
{
    Salted salted;
    salted.collector.options().storage.recreates = true;
    QVERIFY(salted.collector.start());
    QVERIFY(salted.hit());
    const QByteArray salt = salted.saltOf(utcDay(kNoon));
    sh(salted.collector, QStringLiteral(": > clickscope.db"));
    QTRY_VERIFY(!setAsideFile(salted.collector, QStringLiteral("-wal")).isEmpty());
    QVERIFY(salted.hit());
    QCOMPARE(salted.saltOf(utcDay(kNoon)), salt); // visitors stay who they are, after a restart, too
    salted.clock.advance(12 * kMicrosPerHour + 30 * kMicrosPerMinute);
    salted.collector.application().checkClock();
    QTRY_COMPARE(salted.filesWith(salt), QStringList());
}

void SaltsTest::erasesThemFromCopiesWithALog()
{
    Salted salted;
    QVERIFY(salted.collector.start());
    for (int i = 0; i < 3; ++i)
        QVERIFY(salted.hit());
    const QByteArray salt = salted.saltOf(utcDay(kNoon));
    sh(salted.collector, QStringLiteral("cp clickscope.db copy.db; cp clickscope.db-wal copy.db-wal"));
    salted.clock.advance(12 * kMicrosPerHour + 30 * kMicrosPerMinute);
    salted.collector.application().checkClock();
    QTRY_COMPARE(salted.filesWith(salt), QStringList());
    const Result<Database> copy = Database::open(salted.collector.dataDir() + QStringLiteral("/copy.db"),
                                                 Database::Mode::ReadOnly);
    QVERIFY(copy);
    QCOMPARE(numberOf(*copy, "SELECT COUNT(*) FROM hit"), 3);
}

/// Rows of salts are known by bytes; what only looks like one, or is of a day that lasts, stays.
void SaltsTest::leavesOtherBytesAlone()
{
    const QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db.unreadable-20260101-000000"));
    const QByteArray record("\x03\x00\x4c", 3);
    const auto row = [&](qint64 day, char fill) -> QByteArray {
        QByteArray bytes("#");
        bytes += char(0x80 | (day >> 14));
        bytes += char(0x80 | (day >> 7 & 0x7f));
        bytes += char(day & 0x7f);
        return bytes + record + QByteArray(32, fill);
    };
    const qint64 today = utcDay(kNoon);
    const QByteArray over = row(today - 1, 'o');
    // Across the border of what is read at once.
    const QByteArray before = QByteArray(1024 * 1024 - 20, 'x') + over + row(today, 't') + "#abc" + record
        + QByteArray(40, 'y') + over.last(32) + "end";
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(before) == before.size());
    file.close();
    const std::atomic<bool> stop = false;
    SaltSweep sweep(kNoon, {}, stop);
    sweep.look(fileName);
    QCOMPARE(sweep.found(), QList<QByteArray> {QByteArray(32, 'o')});
    QVERIFY(sweep.erase(fileName));
    QCOMPARE(contents(fileName), QByteArray(before).replace(QByteArray(32, 'o'), QByteArray(32, '\0')));
}

QTEST_GUILESS_MAIN(SaltsTest)
#include "tst_salts.moc"
