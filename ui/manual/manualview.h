// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTextBrowser>

class ManualBook;

/// Shows a page of the manual. Links to the manual open inside it, all others in the browser. Main thread;
/// the book must outlive it.
///
/// Each page has a document of its own, which is kept, and the history is ours: reading Markdown into a
/// visible document lays it out again for each piece, which takes seconds.
class ManualView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit ManualView(const ManualBook &book, QWidget *parent = nullptr);

    /// "visits.md", "visits.md#midnight"; an unknown page opens the first one. Highlights the words until
    /// another place is opened.
    void open(const QString &place, const QStringList &words = {});
    QString place() const { return m_now.place; }
    QString pageName() const { return m_now.place.section(QLatin1Char('#'), 0, 0); }

    void backward() override;
    void forward() override;
    void home() override;

Q_SIGNALS:
    void shown(); ///< emitted when another place is shown

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Visit
    {
        QString place;
        QStringList words; ///< highlighted
        int scrolled = 0;
    };

    void follow(const QUrl &link);
    void show(const Visit &visit);
    void go(QList<Visit> &from, QList<Visit> &to);
    QTextDocument *documentOf(const QString &page);
    /// After a change of colours or of the size of texts.
    void dressAgain();
    void fit();
    void mark();
    void showFirstMark();

    const ManualBook &m_book;
    QHash<QString, QTextDocument *> m_documents; ///< by page; children
    int m_dressedAt = 0; ///< size of texts in percent
    Visit m_now;
    QList<Visit> m_before; ///< the latest is the last
    QList<Visit> m_after;
};
