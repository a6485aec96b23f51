// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/collectorstatusbar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/figure.h"
#include "ui/window/statusfigures.h"
#include "ui/window/troubles.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace {

constexpr Micros kSilence = 5 * kMicrosPerMinute;
constexpr int kMessageMs = 4000;
constexpr int kHeight = 28; ///< at full size of texts, as all that follows
constexpr int kLine = 20;
constexpr int kDot = 4; ///< radius
constexpr int kHalo = 7;
constexpr int kIcon = 12;
constexpr int kIconRoom = 20;
constexpr int kWidest = 360;

QColor activityColour(CollectorStatusBar::Activity activity, const Theme &theme)
{
    switch (activity) {
    case CollectorStatusBar::Activity::Live: return theme.good;
    case CollectorStatusBar::Activity::Simulated: return theme.warn;
    case CollectorStatusBar::Activity::NoTraffic: return theme.muted;
    case CollectorStatusBar::Activity::Offline: return theme.bad;
    }
    return theme.muted;
}

/// A dot and the state in words.
class StateBadge final : public QWidget
{
public:
    explicit StateBadge(CollectorStatusBar &bar) : QWidget(&bar), m_bar(bar) { }

    QSize sizeHint() const override
    {
        return {QFontMetrics(badgeFont()).horizontalAdvance(m_bar.stateText()) + textStart() + 1,
                TextScale::scaled(kLine)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        const QColor colour = activityColour(m_bar.activity(), theme);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QColor dimmed = colour;
        dimmed.setAlphaF(0.25f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(dimmed);
        const int halo = TextScale::scaled(kHalo);
        const QPointF centre(halo + 1, height() / 2.0);
        painter.drawEllipse(centre, halo, halo);
        painter.setBrush(colour);
        painter.drawEllipse(centre, TextScale::scaled(kDot), TextScale::scaled(kDot));
        painter.setPen(colour);
        painter.setFont(badgeFont());
        painter.drawText(rect().adjusted(textStart(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         m_bar.stateText());
    }

private:
    static int textStart() { return 2 * TextScale::scaled(kHalo) + 5; }
    static QFont badgeFont()
    {
        QFont font = Type::small();
        font.setWeight(QFont::DemiBold);
        return font;
    }

    CollectorStatusBar &m_bar;
};

/// A text that can be clicked, with an icon behind it.
class TextButton final : public QAbstractButton
{
public:
    TextButton(const QString &icon, QWidget *parent) : QAbstractButton(parent), m_icon(icon)
    {
        setCursor(Qt::PointingHandCursor);
    }

    QSize sizeHint() const override
    {
        // Rounded down, or just as wide, the text would lose its end to an ellipsis.
        const qreal text = std::ceil(QFontMetricsF(Type::small()).horizontalAdvance(this->text())) + 1;
        return {std::min(TextScale::scaled(kWidest), static_cast<int>(text) + iconRoom()),
                TextScale::scaled(kLine)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        const QColor colour = isEnabled() && (underMouse() || hasFocus()) ? theme.text : theme.muted;
        QPainter painter(this);
        painter.setFont(Type::small());
        painter.setPen(colour);
        const QRect room = QStyle::visualRect(layoutDirection(), rect(),
                                              rect().adjusted(0, 0, -iconRoom(), 0));
        painter.drawText(room, Qt::AlignLeading | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
        if (!isEnabled())
            return;
        const int size = TextScale::scaled(kIcon);
        const QRect at = QStyle::visualRect(layoutDirection(), rect(),
                                            QRect(width() - size - 2, (height() - size) / 2, size, size));
        painter.drawPixmap(at.topLeft(), iconPixmap(m_icon, colour, size, devicePixelRatioF()));
    }

private:
    int iconRoom() const { return isEnabled() ? TextScale::scaled(kIconRoom) : 0; }

    const QString m_icon;
};

} // namespace

CollectorStatusBar::CollectorStatusBar(const Clock &clock, QWidget *parent) :
    QWidget(parent),
    m_clock(clock),
    m_row(new QHBoxLayout(this)),
    m_url(new TextButton(QStringLiteral("copy"), this)),
    m_figures(new TextButton(QStringLiteral("chevron-up"), this)),
    m_popup(new StatusFigures(this))
{
    setObjectName(QStringLiteral("statusBar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_row->setContentsMargins(12, 0, 12, 0);
    m_row->setSpacing(20);
    m_stateBadge = new StateBadge(*this);
    m_row->addWidget(m_stateBadge);
    m_age = addFigure(QStringLiteral("statusAge"), tr("Time since the newest stored hit."));
    m_url->setObjectName(QStringLiteral("statusUrl"));
    connect(m_url, &QAbstractButton::clicked, this, &CollectorStatusBar::copyUrl);
    m_row->addWidget(m_url);
    m_rate = addFigure(QStringLiteral("statusRate"),
                       tr("Hits stored per second, mean over the last 10 seconds."));
    m_stored = addFigure(QStringLiteral("statusStored"), tr("Hits committed to the database."));
    m_rejected = addFigure(QStringLiteral("statusRejected"),
                           tr("Hits understood but not stored; see Rejected."));
    m_row->addStretch(1);
    m_message = addFigure(QStringLiteral("statusMessage"), QString());
    m_message->setTone(Figure::Tone::Text);
    m_size = addFigure(QStringLiteral("statusSize"), tr("What the database takes on the disk."));
    m_figures->setObjectName(QStringLiteral("statusFiguresButton"));
    m_figures->setText(tr("Figures"));
    m_figures->setToolTip(tr("How fast hits are written and shown."));
    connect(m_figures, &QAbstractButton::clicked, this, [this] { m_popup->openAbove(*m_figures); });
    m_row->addWidget(m_figures);
    setCollectorState({});
    setStoreState({});
    setHitsPerSecond(0);
}

Figure *CollectorStatusBar::addFigure(const QString &objectName, const QString &toolTip)
{
    auto *figure = new Figure(Type::small(), Figure::Tone::Muted, this);
    figure->setObjectName(objectName);
    figure->setToolTip(PlainText::toolTip(toolTip));
    m_row->addWidget(figure);
    return figure;
}

void CollectorStatusBar::setCollectorState(const CollectorState &state)
{
    m_collector = state;
    const bool isListening = state.phase == CollectorState::Phase::Listening;
    m_url->setText(isListening ? LineText::oneLine(state.url) : tr("not listening"));
    m_url->setEnabled(isListening);
    m_url->setToolTip(
        PlainText::toolTip(isListening ? tr("Where the collector listens. Click to copy.") : state.error));
    m_url->setAccessibleName(
        isListening ? LineText::fill(tr("Copy the collector's address, %1"), m_url->text()) : m_url->text());
    m_url->updateGeometry();
    if (isListening && !state.error.isEmpty())
        showMessage(state.error); // it stays where it is
    updateActivity();
    fitFigures();
}

void CollectorStatusBar::setStoreState(const StoreState &state)
{
    m_store = state;
    m_stored->setText(LineText::fill(tr("%1 stored"), Format::number(state.totals.stored)));
    m_rejected->setText(LineText::fill(tr("%1 rejected"), Format::number(state.totals.rejected)));
    m_rejected->setTone(state.totals.rejected > 0 ? Figure::Tone::Text : Figure::Tone::Muted);
    m_size->setText(Format::bytes(state.databaseBytes));
    m_popup->setStoreState(state);
    updateActivity();
    fitFigures(); // numbers with more digits take the room of what matters less
}

void CollectorStatusBar::setHitsPerSecond(double rate)
{
    m_rate->setText(LineText::fill(tr("%1 hits/s"), Format::rate(rate)));
    fitFigures();
}

void CollectorStatusBar::setSimulated()
{
    m_isSimulated = true;
    updateActivity();
}

void CollectorStatusBar::addPaintLatency(Micros latency)
{
    m_popup->addPaintLatency(latency);
}

void CollectorStatusBar::clearPaintLatency()
{
    m_popup->clearPaintLatency();
}

void CollectorStatusBar::showMessage(const QString &text)
{
    m_message->setText(text);
    fitFigures();
    QTimer::singleShot(kMessageMs, m_message, [this, text] {
        if (m_message->text() == text)
            m_message->setText(QString());
    });
}

QString CollectorStatusBar::stateText() const
{
    switch (m_activity) {
    case Activity::Live: return tr("LIVE");
    case Activity::Simulated: return tr("SIMULATED");
    case Activity::NoTraffic: return tr("NO TRAFFIC");
    case Activity::Offline: return tr("OFFLINE");
    }
    return {};
}

void CollectorStatusBar::updateActivity()
{
    const Micros since = m_clock.now() - m_store.lastHitAt;
    const QString reason = offlineReason(m_collector, m_store);
    const Activity before = m_activity;
    if (!reason.isEmpty())
        m_activity = Activity::Offline;
    else if (m_isSimulated)
        m_activity = Activity::Simulated;
    else
        m_activity = m_store.lastHitAt == 0 || since > kSilence || since < -kSilence ? Activity::NoTraffic
                                                                                     : Activity::Live;
    m_age->setText(!reason.isEmpty()            ? reason
                       : m_store.lastHitAt == 0 ? tr("no hits yet")
                                                : LineText::fill(tr("last hit %1"), Format::age(since)));
    m_age->setTone(reason.isEmpty() ? Figure::Tone::Muted : Figure::Tone::Text);
    m_stateBadge->setAccessibleName(stateText());
    if (before != m_activity)
        m_stateBadge->updateGeometry();
    m_stateBadge->update();
}

void CollectorStatusBar::copyUrl()
{
    QApplication::clipboard()->setText(m_collector.url);
    showMessage(tr("Address copied"));
}

QSize CollectorStatusBar::sizeHint() const
{
    return {600, TextScale::scaled(kHeight)};
}

void CollectorStatusBar::fitFigures()
{
    // What matters least leaves first when the window is narrow.
    QWidget *const byImportance[] = {m_stateBadge, m_url,     m_age,  m_stored, m_rejected,
                                     m_message,    m_figures, m_rate, m_size};
    int room = width() - 24;
    for (QWidget *widget : byImportance) {
        room -= widget->sizeHint().width() + m_row->spacing();
        widget->setVisible(room >= -m_row->spacing());
    }
}

void CollectorStatusBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setPen(theme.line);
    painter.drawLine(QPointF(0, 0.5), QPointF(width(), 0.5));
}

void CollectorStatusBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        QMetaObject::invokeMethod(this, &CollectorStatusBar::fitFigures, Qt::QueuedConnection); // they follow
}

void CollectorStatusBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFigures();
}
