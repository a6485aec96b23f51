// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/statepanel.h"

#include "core/types/snippet.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/snippetfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace {

constexpr int kBlock = 560; ///< widest empty text, in pixels

/// The shapes of a table that is not there yet.
class Skeleton final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        constexpr qreal kColumns[] = {0.07, 0.2, 0.18, 0.16, 0.09, 0.15, 0.07};
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        QColor shade = theme.faint;
        for (int row = 0; row * Metrics::row() < height(); ++row) {
            shade.setAlphaF(std::max(0.15f, 1.0f - static_cast<float>(row) * 0.05f));
            painter.setBrush(shade);
            qreal x = 8;
            for (int column = 0; column < 7; ++column) {
                const qreal width = kColumns[column] * this->width();
                const qreal bar = width * (0.5 + ((row * 7 + column * 5) % 4) * 0.1);
                painter.drawRoundedRect(QRectF(x, row * Metrics::row() + 44, bar, 9), 3, 3);
                x += width;
            }
        }
    }
};

/// What lies behind it shows faintly.
class Veil final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QColor colour = Theme::of(this).window;
        colour.setAlphaF(0.72F);
        QPainter(this).fillRect(rect(), colour);
    }
};

/// The frame of the error.
class Frame final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme.warn);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
};

QLabel *label(const QFont &font, QWidget *parent)
{
    auto *text = new PlainLabel(parent);
    text->setFont(font);
    text->setWordWrap(true);
    return text;
}

} // namespace

StatePanel::StatePanel(QWidget *dataWidget, QWidget *parent) :
    QWidget(parent), m_stack(new QStackedWidget(this))
{
    m_errorStrip = buildError();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::kGrid);
    layout->addWidget(m_errorStrip);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(new Skeleton(m_stack));
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(dataWidget);
    m_errorStrip->hide();
    setState(State::Loading);
}

QWidget *StatePanel::buildError()
{
    auto *strip = new Frame(this);
    m_errorLabel = label(Type::body(), strip);
    m_errorLabel->setObjectName(QStringLiteral("errorText"));
    auto *retry = new QPushButton(tr("Try again"), strip);
    retry->setObjectName(QStringLiteral("retryButton"));
    connect(retry, &QPushButton::clicked, this, &StatePanel::retryRequested);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(12, 6, 8, 6);
    row->addWidget(m_errorLabel, 1);
    row->addWidget(retry);
    return strip;
}

QWidget *StatePanel::buildEmpty()
{
    auto *page = new Veil(m_stack);
    m_headline = label(
        [] {
            QFont font = Type::strong();
            font.setPixelSize(TextScale::scaled(18));
            return font;
        }(),
        page);
    m_headline->setObjectName(QStringLiteral("emptyHeadline"));
    m_sentence = label(Type::body(), page);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_snippet = new SnippetField(page);
    connect(m_snippet, &SnippetField::copied, this, &StatePanel::snippetCopied);
    m_actions = new QWidget(page);
    auto *actionRow = new QHBoxLayout(m_actions);
    actionRow->setContentsMargins(0, 0, 0, 0);
    actionRow->addStretch(1);
    actionRow->addStretch(1);
    for (QLabel *text : {m_headline, m_sentence})
        text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    auto *block = new QWidget(page);
    block->setMaximumWidth(kBlock);
    auto *column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * Metrics::kGrid);
    column->addStretch(2);
    for (QWidget *part : {static_cast<QWidget *>(m_headline), static_cast<QWidget *>(m_sentence),
                          static_cast<QWidget *>(m_snippet), m_actions})
        column->addWidget(part);
    column->addStretch(3);
    auto *centred = new QHBoxLayout(page);
    centred->addWidget(block);
    m_snippet->hide();
    return page;
}

void StatePanel::setState(State state)
{
    m_state = state;
    const bool showsBoth = m_hasDataBehind && state == State::Empty;
    auto *layout = static_cast<QStackedLayout *>(m_stack->layout());
    layout->setStackingMode(showsBoth ? QStackedLayout::StackAll : QStackedLayout::StackOne);
    m_stack->setCurrentIndex(static_cast<int>(state));
    if (showsBoth)
        m_stack->widget(static_cast<int>(State::Loading))->hide();
}

void StatePanel::setDataBehindReason(bool on)
{
    m_hasDataBehind = on;
    setState(m_state);
}

void StatePanel::setEmptyText(const QString &headline, const QString &sentence)
{
    m_headline->setText(headline);
    m_sentence->setText(sentence);
}

void StatePanel::setAwaitsFirstHit(const Site &site, const QString &collectorUrl)
{
    setEmptyText(
        tr("No hits yet"),
        LineText::fill(
            tr("The collector is waiting. Put this line into the pages of %1, or send a test hit to see that "
               "the way works."),
            site.displayName()));
    setSnippet(snippetOf(site, collectorUrl));
}

void StatePanel::setSnippet(const QString &text)
{
    m_snippet->setText(text);
    m_snippet->setVisible(!text.isEmpty());
}

QString StatePanel::snippet() const
{
    return m_snippet->text();
}

QPushButton *StatePanel::addEmptyAction(const QString &text, const QString &objectName, bool primary)
{
    auto *button = new QPushButton(text, m_actions);
    button->setObjectName(objectName);
    if (primary)
        makePrimary(button);
    auto *row = static_cast<QHBoxLayout *>(m_actions->layout());
    row->insertWidget(row->count() - 1, button);
    return button;
}

void StatePanel::setError(const QString &text)
{
    m_errorLabel->setText(text);
    m_errorStrip->setVisible(!text.isEmpty());
}

QString StatePanel::errorText() const
{
    return m_errorLabel->text();
}
