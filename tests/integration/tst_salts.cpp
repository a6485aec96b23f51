// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/backup.h"
#include "core/storage/saltstore.h"
#include "tests/support/manualclock.h"
#include "tests/support/numberof.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

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
            const auto salts = database ? readSalts(*database) : QList<std::pair<qint64, QByteArray>>();
            for (const auto &[of, salt] : salts)
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
};

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
    QVERIFY(readSalts(*reader).isEmpty());
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

QTEST_GUILESS_MAIN(SaltsTest)
#include "tst_salts.moc"
