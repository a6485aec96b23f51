// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/languagetag.h"
#include "tests/support/testprogram.h"

#include <QTest>

class LanguageTagTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTagsInOneForm_data();
    void writesTagsInOneForm();
};

void LanguageTagTest::writesTagsInOneForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tag");
    const auto add = [](const char *text, const char *tag) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(tag);
    };
    for (const char *text : {"en-US", "en-us", "EN-US", "en_US", "en-US,en;q=0.9", "en-US@posix",
                             "en_US.UTF-8", " en-US ", "en-US;q=1", "en-US-posix", "en-US-u-hc-h12"})
        add(text, "en-US");
    add("en", "en");
    add("DE", "de");
    add("zh_Hant_TW", "zh-Hant-TW"); // RFC 5646, 2.1.1: conventions of case
    add("ZH-HANS", "zh-Hans");
    add("de-CH-1996", "de-CH-1996");
    add("sl-rozaj-biske", "sl-rozaj-biske");
    add("es-419", "es-419");
    add("en-x-US-abcd", "en-x-us-abcd");
    add("iw-IL", "he-IL"); // preferred values of the IANA registry
    add("in", "id");
    add("en-BU", "en-MM");
    for (const char *text : {"", "C", "c", "POSIX", "*", "*,en", "C.UTF-8", "123", "e", "english!", "-",
                             "en1", "undetermined", "x-klingon"})
        add(text, "");
    add("en-", "en");
    add("en--US", "en");
    add("en-x", "en");
    add("en-toolongsubtag", "en");
    add("en-abcdefgh-abcdefgi-abcdefgj-abcdefgk", "en-abcdefgh-abcdefgi-abcdefgj");
}

void LanguageTagTest::writesTagsInOneForm()
{
    QFETCH(QString, text);
    QFETCH(QString, tag);
    QCOMPARE(canonicalLanguage(text), tag);
    QCOMPARE(canonicalLanguage(tag), tag);
}

CLICKSCOPE_TEST(LanguageTagTest)
#include "tst_languagetag.moc"
