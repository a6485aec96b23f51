// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/collectorstatusbar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/figure.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

#include <algorithm>

namespace {

constexpr Micros kSilence = 5 * kMicrosPerMinute;
constexpr Micros kClockStepShown = kMicrosPerHour;
constexpr qsizetype kLatencies = 120;
constexpr int kMessageMs = 4000;

QColor activityColour(CollectorStatusBar::Activity activity, const Theme &theme)
{
    switch (activity) {
    case CollectorStatusBar::Activity::Live: return theme.good;
    case CollectorStatusBar::Activity::NoTraffic: return theme.muted;
    case CollectorStatusBar::Activity::Offline: return theme.bad;
    }
    return theme.muted;
}

/// Why hits are not stored.
QString failure(const StoreState &store)
{
    if (!store.canStore)
        return store.error;
    const auto failing = std::ranges::find(store.concerns, Concern::Level::Failing, &Concern::level);
    return failing == store.concerns.end() ? QString() : failing->message;
}

/// A dot and the state in words.
class StateBadge final : public QWidget
{
public:
    explicit StateBadge(CollectorStatusBar &bar) : QWidget(&bar), m_bar(bar) { }

    QSize sizeHint() const override
    {
        return {QFontMetrics(badgeFont()).horizontalAdvance(m_bar.stateText()) + 20, 20};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        const QColor colour = activityColour(m_bar.activity(), theme);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QColor halo = colour;
        halo.setAlphaF(0.25f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(QPointF(8, height() / 2.0), 7, 7);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(8, height() / 2.0), 4, 4);
        painter.setPen(colour);
        painter.setFont(badgeFont());
        painter.drawText(rect().adjusted(19, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_bar.stateText());
    }

private:
    static QFont badgeFont()
    {
        QFont font = Type::small();
        font.setWeight(QFont::DemiBold);
        return font;
    }

    CollectorStatusBar &m_bar;
};

class UrlButton final : public QAbstractButton
{
    static constexpr int kCopy = 20; ///< for the icon behind the text
    static constexpr int kWidest = 360; ///< errors may be longer; the tooltip has them whole

public:
    using QAbstractButton::QAbstractButton;

    QSize sizeHint() const override
    {
        return {std::min(kWidest, QFontMetrics(Type::small()).horizontalAdvance(text()) + kCopy), 20};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        const QColor colour = underMouse() || hasFocus() ? theme.text : theme.muted;
        QPainter painter(this);
        painter.setFont(Type::small());
        painter.setPen(colour);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - kCopy));
        if (!text().isEmpty())
            painter.drawPixmap(QPointF(width() - 14, (height() - 12) / 2.0),
                               iconPixmap(QStringLiteral("copy"), colour, 12, devicePixelRatioF()));
    }
};

} // namespace

CollectorStatusBar::CollectorStatusBar(const Clock &clock, QWidget *parent) :
    QWidget(parent), m_clock(clock), m_row(new QHBoxLayout(this)), m_url(new UrlButton(this))
{
    setObjectName(QStringLiteral("statusBar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_row->setContentsMargins(12, 0, 12, 0);
    m_row->setSpacing(20);
    m_stateBadge = new StateBadge(*this);
    m_row->addWidget(m_stateBadge);
    m_age = addFigure(QStringLiteral("statusAge"), tr("Time since the newest stored hit."));
    m_url->setObjectName(QStringLiteral("statusUrl"));
    m_url->setCursor(Qt::PointingHandCursor);
    m_url->setToolTip(tr("Where the collector listens. Click to copy."));
    connect(m_url, &QAbstractButton::clicked, this, &CollectorStatusBar::copyUrl);
    m_row->addWidget(m_url);
    m_rate = addFigure(QStringLiteral("statusRate"),
                       tr("Hits stored per second, mean over the last 10 seconds."));
    m_stored = addFigure(QStringLiteral("statusStored"), tr("Hits committed to the database."));
    m_rejected = addFigure(QStringLiteral("statusRejected"),
                           tr("Hits understood but not stored; see Rejected."));
    m_refused = addFigure(QStringLiteral("statusRefused"),
                          tr("Requests turned away unread or for lack of capacity."));
    m_latency = addFigure(
        QStringLiteral("statusLatency"),
        tr("Duration of the latest commit, then commit to painted row, median of the last frames while the table is shown."));
    m_clockStep = addFigure(QStringLiteral("statusClock"),
                            tr("Hits carry the time that the clock of this machine shows."));
    m_clockStep->setTone(Figure::Tone::Text);
    m_row->addStretch(1);
    m_message = addFigure(QStringLiteral("statusMessage"), QString());
    m_message->setTone(Figure::Tone::Text);
    m_database = addFigure(QStringLiteral("statusDatabase"),
                           tr("Normal durability survives a crash of the program, full also a power cut."));
    setStoreState({});
    setHitsPerSecond(0);
    updateLatency();
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
    m_url->setText(LineText::oneLine(isListening ? state.url : state.error));
    m_url->setShortcut({}); // an ampersand in an error is none
    m_url->setToolTip(PlainText::toolTip(isListening || state.error.isEmpty()
                                             ? tr("Where the collector listens. Click to copy.")
                                             : state.error));
    m_url->setAccessibleName(LineText::fill(tr("Copy the collector's address, %1"), m_url->text()));
    m_url->updateGeometry();
    updateActivity();
    fitFigures();
}

void CollectorStatusBar::setStoreState(const StoreState &state)
{
    m_store = state;
    m_stored->setText(LineText::fill(tr("%1 stored"), Format::number(state.totals.stored)));
    m_rejected->setText(LineText::fill(tr("%1 rejected"), Format::number(state.totals.rejected)));
    m_rejected->setTone(state.totals.rejected > 0 ? Figure::Tone::Text : Figure::Tone::Muted);
    m_refused->setText(LineText::fill(tr("%1 refused"), Format::number(state.totals.refused)));
    m_database->setText(
        LineText::joined({Format::bytes(state.databaseBytes),
                          state.fullDurability ? tr("durability: full") : tr("durability: normal")}));
    updateActivity();
    updateLatency();
}

void CollectorStatusBar::setClockStep(const ClockStep &step)
{
    m_clockStep->setText(Format::clockStep(step.by));
    m_clockStepUntil = m_clock.elapsed() + kClockStepShown;
    refresh();
    fitFigures();
}

void CollectorStatusBar::setHitsPerSecond(double rate)
{
    m_rate->setText(LineText::fill(tr("%1 hits/s"), Format::rate(rate)));
    fitFigures();
}

void CollectorStatusBar::addPaintLatency(Micros latency)
{
    m_latencies.append(latency);
    if (m_latencies.size() > kLatencies)
        m_latencies.remove(0, m_latencies.size() - kLatencies);
}

void CollectorStatusBar::clearPaintLatency()
{
    m_latencies.clear();
    updateLatency();
}

void CollectorStatusBar::refresh()
{
    if (!m_clockStep->text().isEmpty() && m_clock.elapsed() >= m_clockStepUntil)
        m_clockStep->setText(QString());
    updateActivity();
    updateLatency();
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
    case Activity::NoTraffic: return tr("NO TRAFFIC");
    case Activity::Offline: return tr("OFFLINE");
    }
    return {};
}

void CollectorStatusBar::updateActivity()
{
    const Micros since = m_clock.now() - m_store.lastHitAt;
    const Activity before = m_activity;
    if (m_collector.phase != CollectorState::Phase::Listening || m_store.isFailing())
        m_activity = Activity::Offline;
    else
        m_activity = m_store.lastHitAt == 0 || since > kSilence || since < -kSilence ? Activity::NoTraffic
                                                                                     : Activity::Live;
    m_age->setText(m_store.isFailing()          ? failure(m_store)
                       : m_store.lastHitAt == 0 ? tr("no hits yet")
                                                : LineText::fill(tr("last hit %1"), Format::age(since)));
    m_age->setTone(m_store.isFailing() ? Figure::Tone::Bad : Figure::Tone::Muted);
    m_stateBadge->setAccessibleName(stateText());
    if (before != m_activity)
        m_stateBadge->updateGeometry();
    m_stateBadge->update();
}

void CollectorStatusBar::updateLatency()
{
    const QString none = QStringLiteral("—");
    const QString commit = m_store.commitMicros > 0 ? Format::duration(m_store.commitMicros) : none;
    QList<Micros> sorted = m_latencies;
    const auto middle = sorted.begin() + sorted.size() / 2;
    std::nth_element(sorted.begin(), middle, sorted.end());
    const QString painted = sorted.isEmpty() ? none : Format::duration(*middle);
    m_latency->setText(LineText::joined(
        {LineText::fill(tr("commit %1"), commit), LineText::fill(tr("painted %1"), painted)}));
}

void CollectorStatusBar::copyUrl()
{
    QApplication::clipboard()->setText(m_collector.url);
    showMessage(tr("Address copied"));
}

void CollectorStatusBar::fitFigures()
{
    // What matters least leaves first when the window is narrow.
    QWidget *const byImportance[] = {m_stateBadge, m_url,     m_stored, m_rejected, m_clockStep, m_message,
                                     m_rate,       m_latency, m_age,    m_database, m_refused};
    int room = width() - 24;
    for (QWidget *widget : byImportance) {
        if (widget == m_clockStep && m_clockStep->text().isEmpty()) {
            widget->hide();
            continue;
        }
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

void CollectorStatusBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFigures();
}
