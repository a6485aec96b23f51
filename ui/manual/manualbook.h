// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

class QRegularExpression;
class QTextBlock;
class QTextDocument;

/// A heading of a page, with the text below it up to the next one.
struct ManualSection
{
    QString anchor; ///< "bounce-rate", as links name it
    QString heading;
    QString text; ///< plain
};

struct ManualPage
{
    QString name; ///< "visits.md"
    QString title; ///< its first heading
    QString markdown;
};

struct ManualHit
{
    QString place; ///< "visits.md#midnight"
    QString heading;
    QString page; ///< the title

    friend bool operator==(const ManualHit &, const ManualHit &) = default;
};

/// The bundled pages, which are trusted, and their contents. Main
/// thread.
class ManualBook final
{
public:
    ManualBook();

    const QList<ManualPage> &pages() const { return m_pages; } ///< index.md first, then as it lists them
    const ManualPage *page(const QString &name) const; ///< nullptr = there is none
    /// Sections that contain all words or prefixes, in any case: first those that have them in the
    /// heading.
    QList<ManualHit> find(const QStringList &words) const;

    /// Finds words by prefix; "_" and other signs separate them.
    static QRegularExpression beginningOf(const QString &word);
    /// The headings of a document with their anchors, by the rule of GitHub: letters and digits in lower
    /// case, hyphens for spaces, a number when there was the same before.
    static QList<std::pair<QTextBlock, QString>> headings(const QTextDocument &document);

private:
    const QList<ManualSection> &sections(qsizetype page) const;

    QList<ManualPage> m_pages;
    mutable QList<QList<ManualSection>> m_sections; ///< as m_pages; read at the first search
};
