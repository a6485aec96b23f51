// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTextBrowser>

class ManualBook;

/// A page of the manual. Links of its own lead on inside of it, all others to the browser. Main thread; the
/// book must outlive it.
///
/// Pages are documents of their own that are kept, with a history of ours: reading Markdown into a document
/// that is on screen lays it out again for each piece, which takes seconds.
class ManualView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit ManualView(const ManualBook &book, QWidget *parent = nullptr);

    /// "visits.md", "visits.md#midnight"; an unknown page is the first. Marks all of the words until another
    /// place is opened.
    void open(const QString &place, const QStringList &words = {});
    QString place() const { return m_now.place; }
    QString pageName() const { return m_now.place.section(QLatin1Char('#'), 0, 0); }

    void backward() override;
    void forward() override;
    void home() override;

Q_SIGNALS:
    void shown(); ///< another place

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Visit
    {
        QString place;
        QStringList words; ///< marked
        int scrolled = 0;
    };

    void follow(const QUrl &link);
    void show(const Visit &visit);
    void go(QList<Visit> &from, QList<Visit> &to);
    QTextDocument *documentOf(const QString &page);
    void fit();
    void mark();
    void showFirstMark();

    const ManualBook &m_book;
    QHash<QString, QTextDocument *> m_documents; ///< by page; children
    Visit m_now;
    QList<Visit> m_before; ///< the latest is the last
    QList<Visit> m_after;
};
