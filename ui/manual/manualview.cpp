// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/manual/manualview.h"

#include "ui/look/theme.h"
#include "ui/manual/manualbook.h"
#include "ui/manual/manualdress.h"
#include "ui/text/textscale.h"

#include <QAbstractTextDocumentLayout>
#include <QDesktopServices>
#include <QEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextFrame>

#include <algorithm>
#include <utility>

namespace {

constexpr int kWidest = 820; ///< at full size of texts; longer lines are hard to follow
constexpr int kMargin = 4 * Metrics::kGrid;
constexpr int kAbove = 18; ///< room above a heading that was asked for

} // namespace

ManualView::ManualView(const ManualBook &book, QWidget *parent) : QTextBrowser(parent), m_book(book)
{
    setObjectName(QStringLiteral("manualView"));
    setAccessibleName(tr("Page of the manual"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, &ManualView::follow);
}

void ManualView::open(const QString &place, const QStringList &words)
{
    const bool exists = m_book.page(place.section(QLatin1Char('#'), 0, 0)) != nullptr;
    const QString wanted = exists ? place : m_book.pages().constFirst().name;
    m_now.scrolled = verticalScrollBar()->value();
    if (!m_now.place.isEmpty() && m_now.place != wanted) {
        m_before.append(m_now);
        m_after.clear();
    }
    show({wanted, words});
    const QString anchor = wanted.section(QLatin1Char('#'), 1);
    if (!anchor.isEmpty()) {
        scrollToAnchor(anchor);
        verticalScrollBar()->setValue(verticalScrollBar()->value() - kAbove);
    }
    showFirstMark();
}

void ManualView::show(const Visit &visit)
{
    m_now = visit;
    QTextDocument *page = documentOf(pageName());
    if (page != document())
        setDocument(page);
    fit();
    // All of it is laid out now, or a heading far below would not be found, and "back" not be where it was.
    page->documentLayout()->documentSize();
    verticalScrollBar()->setValue(visit.scrolled);
    mark();
    Q_EMIT backwardAvailable(!m_before.isEmpty());
    Q_EMIT forwardAvailable(!m_after.isEmpty());
    Q_EMIT shown();
}

void ManualView::go(QList<Visit> &from, QList<Visit> &to)
{
    if (from.isEmpty())
        return;
    m_now.scrolled = verticalScrollBar()->value();
    to.append(m_now);
    show(from.takeLast());
}

void ManualView::backward()
{
    go(m_before, m_after);
}

void ManualView::forward()
{
    go(m_after, m_before);
}

void ManualView::home()
{
    open(m_book.pages().constFirst().name);
}

void ManualView::follow(const QUrl &link)
{
    if (!link.isRelative()) {
        QDesktopServices::openUrl(link);
        return;
    }
    const QString page = link.path().isEmpty() ? pageName() : link.path();
    open(link.hasFragment() ? page + QLatin1Char('#') + link.fragment() : page);
}

QTextDocument *ManualView::documentOf(const QString &name)
{
    QTextDocument *&document = m_documents[name];
    if (!document) {
        document = new QTextDocument(this);
        document->setUndoRedoEnabled(false);
        document->setMarkdown(m_book.page(name)->markdown);
        dressManual(*document, Theme::of(this));
        m_dressedAt = TextScale::percent();
    }
    return document;
}

void ManualView::fit()
{
    const int beside = std::max(kMargin, viewport()->width() - TextScale::scaled(kWidest) - kMargin);
    QTextFrameFormat format = document()->rootFrame()->frameFormat();
    if (format.leftMargin() == kMargin && format.rightMargin() == beside)
        return;
    format.setMargin(kMargin);
    format.setTopMargin(3 * Metrics::kGrid);
    format.setRightMargin(beside);
    document()->rootFrame()->setFrameFormat(format);
}

void ManualView::mark()
{
    QList<ExtraSelection> marks;
    const Theme &theme = Theme::of(this);
    for (const QString &word : std::as_const(m_now.words)) {
        const QRegularExpression beginning = ManualBook::beginningOf(word);
        QTextCursor cursor(document());
        while (!(cursor = document()->find(beginning, cursor)).isNull()) {
            ExtraSelection found;
            found.cursor = cursor;
            found.format.setBackground(theme.accentDim);
            found.format.setForeground(theme.text);
            marks.append(found);
        }
    }
    // At the end of a page the heading that was asked for cannot be at the top.
    const QString wanted = m_now.words.isEmpty() ? m_now.place.section(QLatin1Char('#'), 1) : QString();
    const auto headings = ManualBook::headings(*document());
    for (const auto &[block, anchor] : headings) {
        if (wanted.isEmpty() || anchor != wanted)
            continue;
        ExtraSelection heading;
        heading.cursor = QTextCursor(block);
        heading.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        heading.format.setForeground(theme.accent);
        marks.append(heading);
    }
    setExtraSelections(marks);
}

void ManualView::showFirstMark()
{
    // The heading stays at the top when that leaves the word in sight.
    const int top = cursorForPosition(QPoint(kMargin, 0)).position();
    int first = -1;
    const QList<ExtraSelection> marks = extraSelections();
    for (const ExtraSelection &mark : marks) {
        const int at = mark.cursor.selectionStart();
        if (at >= top && (first < 0 || at < first))
            first = at;
    }
    if (first < 0)
        return;
    QTextCursor cursor(document());
    cursor.setPosition(first);
    const int below = cursorRect(cursor).bottom() + kMargin - viewport()->height();
    if (below > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + below);
}

void ManualView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (m_now.place.isEmpty())
        return;
    const bool isOfSize = event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (event->type() == QEvent::PaletteChange)
        dressAgain();
    if (!isOfSize || m_dressedAt == TextScale::percent())
        return;
    // Not now: there are several such events, and the base class gives the document the widget's font.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_dressedAt != TextScale::percent())
                dressAgain();
        },
        Qt::QueuedConnection);
}

void ManualView::dressAgain()
{
    QHash<QString, QTextDocument *> before;
    before.swap(m_documents);
    m_now.scrolled = verticalScrollBar()->value() * TextScale::percent() / m_dressedAt;
    show(m_now);
    qDeleteAll(before);
}

void ManualView::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::of(this).raised);
        const QAbstractTextDocumentLayout &layout = *document()->documentLayout();
        const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
        const qreal right = document()->size().width() - document()->rootFrame()->frameFormat().rightMargin();
        QRectF area;
        for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
            if (!isManualCode(block))
                continue;
            area |= layout.blockBoundingRect(block);
            if (isManualCode(block.next()))
                continue;
            area.setRight(right - kManualCodePadding);
            area.adjust(0, -kManualCodePadding, kManualCodePadding, kManualCodePadding);
            painter.drawRoundedRect(area.translated(offset), Metrics::kRadius, Metrics::kRadius);
            area = QRectF();
        }
    }
    QTextBrowser::paintEvent(event);
}

void ManualView::resizeEvent(QResizeEvent *event)
{
    fit();
    QTextBrowser::resizeEvent(event);
}
