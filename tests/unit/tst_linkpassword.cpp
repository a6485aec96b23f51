// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkpassword.h"
#include "tests/support/testprogram.h"

#include <QTest>

class LinkPasswordTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesPasswords();
    void saltsThem();
    void refusesBrokenHashes_data();
    void refusesBrokenHashes();
    void knowsAPublishedKey();
};

void LinkPasswordTest::comparesPasswords()
{
    const QString hash = hashedPassword(QStringLiteral("Gr\u00f6\u00dfe 1"));
    QVERIFY(isPassword(QStringLiteral("Gr\u00f6\u00dfe 1"), hash));
    QVERIFY(isPassword(QStringLiteral("Gro\u0308\u00dfe 1"), hash)); // the same, as other keyboards write it
    QVERIFY(!isPassword(QStringLiteral("Gr\u00f6\u00dfe 2"), hash));
    QVERIFY(!isPassword(QString(), hash));
}

void LinkPasswordTest::saltsThem()
{
    QVERIFY(hashedPassword(QStringLiteral("x")) != hashedPassword(QStringLiteral("x")));
    QVERIFY(hashedPassword(QStringLiteral("x")).startsWith(QStringLiteral("pbkdf2-sha512$210000$")));
}

void LinkPasswordTest::refusesBrokenHashes_data()
{
    QTest::addColumn<QString>("hash");
    for (const char *hash :
         {"", "x", "pbkdf2-sha512$1$$", "pbkdf2-sha512$0$AAAA$AAAA", "pbkdf2-sha1$1$AAAA$AAAA",
          "pbkdf2-sha512$999999999$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
        QTest::addRow("%s", hash) << QString::fromLatin1(hash);
}

void LinkPasswordTest::refusesBrokenHashes()
{
    QFETCH(QString, hash);
    QVERIFY(!isPassword(QString(), hash));
}

void LinkPasswordTest::knowsAPublishedKey()
{
    // PBKDF2-HMAC-SHA512, "password", "salt", 1 iteration, the first 32 bytes.
    const QString hash = QStringLiteral("pbkdf2-sha512$1$c2FsdA==$")
        + QString::fromLatin1(QByteArray::fromHex(
                                  "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252")
                                  .toBase64());
    QVERIFY(isPassword(QStringLiteral("password"), hash));
}

CLICKSCOPE_TEST(LinkPasswordTest)
#include "tst_linkpassword.moc"
