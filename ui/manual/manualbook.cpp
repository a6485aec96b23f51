// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/manual/manualbook.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

static void initResources()
{
    Q_INIT_RESOURCE(clickscope_manual);
}

namespace {

const QString kFolder = QStringLiteral(":/clickscope/manual/");
const QString kIndex = QStringLiteral("index.md");

QString slugOf(const QString &heading)
{
    static const QRegularExpression other(QStringLiteral("[^\\w\\- ]"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return heading.toLower().remove(other).replace(QLatin1Char(' '), QLatin1Char('-'));
}

bool hasAll(const QString &text, const QList<QRegularExpression> &words)
{
    return std::ranges::all_of(words,
                               [&text](const QRegularExpression &word) { return text.contains(word); });
}

QList<ManualSection> sectionsOf(const QString &markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    const auto headings = ManualBook::headings(document);
    QList<ManualSection> sections;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (sections.size() < headings.size() && headings.at(sections.size()).first == block)
            sections.append({headings.at(sections.size()).second, block.text(), {}});
        else if (!sections.isEmpty())
            sections.last().text += block.text() + QLatin1Char('\n');
    }
    return sections;
}

} // namespace

ManualBook::ManualBook()
{
    initResources();
    QStringList names = QDir(kFolder).entryList(QDir::Files, QDir::Name);
    QHash<QString, QString> texts;
    for (const QString &name : std::as_const(names)) {
        QFile file(kFolder + name);
        if (file.open(QIODevice::ReadOnly))
            texts.insert(name, QString::fromUtf8(file.readAll()));
    }
    const QString index = texts.value(kIndex);
    std::ranges::stable_sort(names, {}, [&index](const QString &name) {
        return name == kIndex ? -1 : index.indexOf(QLatin1Char('(') + name);
    });
    for (const QString &name : std::as_const(names)) {
        const QString text = texts.value(name);
        m_pages.append({name, text.section(QLatin1Char('\n'), 0, 0).remove(0, 2).trimmed(), text});
    }
}

const ManualPage *ManualBook::page(const QString &name) const
{
    const auto found = std::ranges::find(m_pages, name, &ManualPage::name);
    return found == m_pages.end() ? nullptr : &*found;
}

const QList<ManualSection> &ManualBook::sections(qsizetype page) const
{
    if (m_sections.isEmpty()) {
        for (const ManualPage &each : m_pages)
            m_sections.append(sectionsOf(each.markdown));
    }
    return m_sections.at(page);
}

QList<ManualHit> ManualBook::find(const QStringList &words) const
{
    QList<ManualHit> inHeadings;
    QList<ManualHit> inTexts;
    if (words.isEmpty())
        return {};
    QList<QRegularExpression> beginnings;
    for (const QString &word : words)
        beginnings.append(beginningOf(word));
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        const ManualPage &page = m_pages.at(i);
        for (const ManualSection &section : sections(i)) {
            const ManualHit hit {page.name + QLatin1Char('#') + section.anchor, section.heading, page.title};
            if (hasAll(section.heading, beginnings))
                inHeadings.append(hit);
            else if (hasAll(section.heading + QLatin1Char('\n') + section.text, beginnings))
                inTexts.append(hit);
        }
    }
    return inHeadings + inTexts;
}

QRegularExpression ManualBook::beginningOf(const QString &word)
{
    const bool isWord = !word.isEmpty() && word.at(0).isLetterOrNumber();
    return QRegularExpression(
        (isWord ? QStringLiteral("(?<![\\p{L}\\p{N}])") : QString()) + QRegularExpression::escape(word),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

QList<std::pair<QTextBlock, QString>> ManualBook::headings(const QTextDocument &document)
{
    QList<std::pair<QTextBlock, QString>> headings;
    QHash<QString, int> before;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0)
            continue;
        const QString slug = slugOf(block.text());
        const int count = before[slug]++;
        headings.append({block, count == 0 ? slug : slug + QLatin1Char('-') + QString::number(count)});
    }
    return headings;
}
