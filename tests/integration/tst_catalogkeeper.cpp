// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"
#include "core/storage/catalogfile.h"
#include "core/storage/catalogkeeper.h"
#include "core/storage/migrations.h"
#include "tests/support/patienttest.h"

#include <QFile>
#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <optional>

/// When the catalog beside the database is written, by its size.
class CatalogKeeperTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSmallOneIsWrittenAtOnce();
    void nothingIsWrittenWithoutAChange();
    void aLargeOneIsWrittenSoon();
    void aLargeOneIsWrittenAtTheEnd();
    void nothingIsReadWhereTheDatabaseIsNotInPlace();

private:
    void add(const QString &code);
    void fill(); ///< until the catalog is a large one
    bool has(const QString &code) const;
    QString catalog() const { return catalogNameOf(m_fileName); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_fileName;
    std::optional<Database> m_database;
    std::atomic<bool> m_mayOpen = true;
    std::atomic<int> m_looks = 0;
    std::optional<CatalogKeeper> m_keeper;
};

void CatalogKeeperTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fileName = m_folder->filePath(QStringLiteral("clickscope.db"));
    Result<Database> opened = Database::open(m_fileName, Database::Mode::ReadWrite);
    QVERIFY(opened);
    m_database.emplace(std::move(*opened));
    QVERIFY(migrate(*m_database));
    m_mayOpen = true;
    m_looks = 0;
    m_keeper.emplace(m_fileName, [this] {
        ++m_looks;
        return m_mayOpen.load();
    });
}

void CatalogKeeperTest::cleanup()
{
    m_keeper.reset();
    m_database.reset();
    m_folder.reset();
}

void CatalogKeeperTest::add(const QString &code)
{
    Link link;
    link.code = code;
    link.url = QStringLiteral("https://example.com/");
    QVERIFY(addLink(*m_database, link));
}

void CatalogKeeperTest::fill()
{
    QList<Link> links;
    for (int i = 0; i < 2000; ++i)
        links.append({QStringLiteral("link-%1").arg(i), QStringLiteral("https://example.com/"), {}, {}});
    QVERIFY(addLinks(*m_database, links));
    m_keeper->keepNow(*m_database);
    QVERIFY(QFile(catalog()).size() > CatalogKeeper::kAtOnce);
}

bool CatalogKeeperTest::has(const QString &code) const
{
    QFile file(catalog());
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(QByteArray('"' + code.toUtf8() + '"'));
}

void CatalogKeeperTest::aSmallOneIsWrittenAtOnce()
{
    add(QStringLiteral("spring"));
    m_keeper->keep(*m_database);
    QVERIFY(has(QStringLiteral("spring")));
}

void CatalogKeeperTest::nothingIsWrittenWithoutAChange()
{
    add(QStringLiteral("spring"));
    m_keeper->keep(*m_database);
    QVERIFY(QFile::remove(catalog()));
    m_keeper->keep(*m_database);
    m_keeper->keepNow(*m_database);
    QVERIFY(!QFile::exists(catalog()));
}

void CatalogKeeperTest::aLargeOneIsWrittenSoon()
{
    fill();
    add(QStringLiteral("spring"));
    m_keeper->keep(*m_database);
    QTRY_VERIFY(has(QStringLiteral("spring")));
    QCOMPARE(m_looks.load(), 1); // by the thread
    add(QStringLiteral("summer")); // while it rests
    m_keeper->keep(*m_database);
    QTRY_VERIFY(has(QStringLiteral("summer")));
}

void CatalogKeeperTest::aLargeOneIsWrittenAtTheEnd()
{
    fill();
    m_mayOpen = false; // the thread does nothing
    add(QStringLiteral("spring"));
    m_keeper->keepNow(*m_database);
    QVERIFY(has(QStringLiteral("spring")));
}

void CatalogKeeperTest::nothingIsReadWhereTheDatabaseIsNotInPlace()
{
    fill();
    m_mayOpen = false;
    add(QStringLiteral("spring"));
    m_keeper->keep(*m_database);
    QTRY_VERIFY(m_looks > 0);
    m_keeper.reset(); // ends the thread
    QVERIFY(!has(QStringLiteral("spring")));
}

QTEST_GUILESS_MAIN(CatalogKeeperTest)
#include "tst_catalogkeeper.moc"
