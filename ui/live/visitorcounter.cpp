// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/visitorcounter.h"

#include "core/settings/settings.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/helptopic.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QActionGroup>
#include <QEasingCurve>
#include <QLinearGradient>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QScopeGuard>

#include <algorithm>
#include <cmath>

namespace {

constexpr int kFrameMs = 16;
constexpr int kRingMs = 900;
constexpr int kAnnounceMs = 1000;
constexpr qreal kDotRoom = 28; ///< the dot behind the caption is in the middle of it
constexpr qreal kSmallestDigits = 0.5; ///< of their full size
constexpr qreal kCompactDigits = 0.36; ///< of their full size
constexpr int kCompactGap = 10; ///< between the parts of the one line
constexpr int kWindows[] = {1, 2, 5, 10, 30, 60};

int captionHeight()
{
    return TextScale::scaled(18);
}

int digitsHeight()
{
    return TextScale::scaled(84);
}

int definitionHeight()
{
    return TextScale::scaled(24);
}

/// "active in the last 5 min ▾", the changeable part underlined.
class DefinitionButton final : public QAbstractButton
{
public:
    using QAbstractButton::QAbstractButton;

    void setParts(const QString &fixed, const QString &choice)
    {
        m_fixed = fixed;
        setText(choice);
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        const QFontMetrics metrics(Type::body());
        return {metrics.horizontalAdvance(m_fixed + text()) + 22, definitionHeight()};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(Type::body());
        const QFontMetricsF metrics(Type::body());
        const qreal baseline = (height() - metrics.height()) / 2 + metrics.ascent();
        painter.setPen(theme.muted);
        painter.drawText(QPointF(0, baseline), m_fixed);
        const qreal x = metrics.horizontalAdvance(m_fixed);
        const qreal end = x + metrics.horizontalAdvance(text()) + 14;
        painter.setPen(underMouse() || hasFocus() ? theme.accent : theme.text);
        painter.drawText(QPointF(x, baseline), text());
        const QPointF arrow(end - 6, baseline - metrics.xHeight() / 2);
        painter.drawPolyline(
            QPolygonF({arrow + QPointF(-3.5, -1.5), arrow + QPointF(0, 2), arrow + QPointF(3.5, -1.5)}));
        QPen dashed(underMouse() || hasFocus() ? theme.accent : theme.muted, 1, Qt::CustomDashLine);
        dashed.setDashPattern({2, 2});
        painter.setPen(dashed);
        painter.drawLine(QPointF(x, baseline + 4.5), QPointF(end, baseline + 4.5));
    }

private:
    QString m_fixed;
};

} // namespace

VisitorCounter::VisitorCounter(Settings &settings, QWidget *parent) :
    QWidget(parent),
    m_settings(settings),
    m_digits(Type::display()),
    m_definition(new DefinitionButton(this)),
    m_menu(new QMenu(this))
{
    HelpTopic::offer(this, QStringLiteral("glossary.md#active-visitors"));
    setFilterIsSet(false);
    m_time.start();
    m_frames.setInterval(kFrameMs);
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &VisitorCounter::advance);
    m_ring.setDuration(kRingMs);
    m_ring.setStartValue(0.0);
    m_ring.setEndValue(1.0);
    connect(&m_ring, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    m_announce.setSingleShot(true);
    m_announce.setInterval(kAnnounceMs);
    connect(&m_announce, &QTimer::timeout, this, &VisitorCounter::describe);
    connect(&m_settings, &Settings::windowMinutesChanged, this, &VisitorCounter::onWindowChanged);
    connect(&m_settings, &Settings::reducedMotionChanged, this, &VisitorCounter::finish);
    m_definition->setObjectName(QStringLiteral("counterWindow"));
    m_definition->setCursor(Qt::PointingHandCursor);
    m_definition->setToolTip(tr("Choose how long after their last hit visitors count as active."));
    buildMenu();
    onWindowChanged();
}

void VisitorCounter::buildMenu()
{
    auto *group = new QActionGroup(this);
    for (const int minutes : kWindows) {
        QAction *action = m_menu->addAction(LineText::fill(tr("%1 min"), Format::digits(minutes)));
        action->setObjectName(QStringLiteral("counterWindow%1").arg(minutes));
        action->setCheckable(true);
        action->setData(minutes);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, minutes] { m_settings.setWindowMinutes(minutes); });
    }
    connect(m_definition, &QAbstractButton::clicked, this,
            [this] { m_menu->popup(m_definition->mapToGlobal(QPoint(0, m_definition->height()))); });
}

void VisitorCounter::setValue(qint64 visitors, bool isAtLeast)
{
    const bool first = !std::exchange(m_hasValue, true);
    const auto widen = qScopeGuard([this, before = sizeHint()] {
        if (sizeHint() != before) // a digit more
            updateGeometry();
    });
    if (std::exchange(m_isAtLeast, isAtLeast) != isAtLeast) {
        update();
        m_announce.start();
    }
    if (visitors == m_roll.goal() && !first)
        return;
    if (!m_announce.isActive())
        m_announce.start();
    if (first || m_settings.reducedMotion() || !isVisible()) {
        m_roll.jumpTo(visitors);
        finish();
        if (first)
            describe();
        return;
    }
    m_roll.setGoal(visitors, m_time.elapsed());
    m_frames.start();
    if (m_roll.isMoving())
        m_ring.start();
}

void VisitorCounter::setFilterIsSet(bool on)
{
    const QString definition =
        tr("Distinct visitors with at least one human hit of any kind in the window below.");
    m_filterIsSet = on;
    setToolTip(PlainText::toolTip(
        on ? LineText::joined({definition,
                               tr("This number, what stands beside it and the lists are of all hits; "
                                  "the filter is for the table.")},
                              QStringLiteral(" "))
           : definition));
    updateGeometry();
    update();
    describe();
}

void VisitorCounter::setCompact(bool on)
{
    if (std::exchange(m_isCompact, on) == on)
        return;
    updateGeometry();
    placeDefinition();
    update();
}

QString VisitorCounter::caption() const
{
    return m_isAtLeast ? tr("Visitors now, at least") : tr("Visitors now");
}

qreal VisitorCounter::captionEnd() const
{
    return QFontMetricsF(Type::caption()).horizontalAdvance(caption()) + kDotRoom;
}

void VisitorCounter::advance()
{
    const bool wasMoving = m_roll.isMoving();
    if (m_roll.advance(m_time.elapsed()))
        m_ring.start();
    if (m_roll.isDone())
        m_frames.stop();
    if (wasMoving || m_roll.isMoving())
        update();
}

void VisitorCounter::finish()
{
    m_frames.stop();
    m_ring.stop();
    m_roll.jumpTo(m_roll.goal());
    update();
}

void VisitorCounter::onWindowChanged()
{
    const int minutes = m_settings.windowMinutes();
    static_cast<DefinitionButton *>(m_definition)
        ->setParts(tr("active in the last "), LineText::fill(tr("%1 min"), Format::digits(minutes)));
    for (QAction *action : m_menu->actions())
        action->setChecked(action->data().toInt() == minutes);
    placeDefinition();
    describe();
}

void VisitorCounter::describe()
{
    const QString visitors = MetricText::sentence(Metric::Visitors, static_cast<double>(m_roll.goal()));
    QStringList parts {
        m_isAtLeast ? LineText::fill(tr("at least %1"), visitors) : visitors,
        LineText::fill(tr("active in the last %1 min"), Format::digits(m_settings.windowMinutes()))};
    if (m_filterIsSet)
        parts.append(tr("all hits, without the filter"));
    const QString text = LineText::joined(parts);
    if (text == accessibleName())
        return;
    setAccessibleName(text);
}

qreal VisitorCounter::captionWidth() const
{
    return captionEnd()
        + (m_filterIsSet ? QFontMetricsF(Type::small()).horizontalAdvance(tr("all hits")) : 0);
}

qreal VisitorCounter::digitsWidth() const
{
    return m_digits.width(Format::number(std::max<qint64>(m_roll.goal(), 999)));
}

QSize VisitorCounter::sizeHint() const
{
    const QSize definition = m_definition->sizeHint();
    if (m_isCompact) {
        const qreal before = kCompactDigits * digitsWidth() + kCompactGap + captionWidth() + kCompactGap;
        return {static_cast<int>(std::ceil(before)) + definition.width(),
                static_cast<int>(std::ceil(kCompactDigits * digitsHeight()))};
    }
    return {std::max({static_cast<int>(std::ceil(digitsWidth())), definition.width(),
                      static_cast<int>(std::ceil(captionWidth()))}),
            captionHeight() + digitsHeight() + definitionHeight()};
}

void VisitorCounter::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeDefinition();
}

/// A low window with large texts has smaller digits.
qreal VisitorCounter::digitsScale() const
{
    const int above = captionHeight() + digitsHeight();
    return std::clamp(static_cast<qreal>(height() - definitionHeight()) / above, kSmallestDigits, 1.0);
}

void VisitorCounter::placeDefinition()
{
    const QSize size = m_definition->sizeHint();
    if (m_isCompact) {
        const int end = sizeHint().width();
        m_definition->setGeometry(QRect(QPoint(end - size.width(), (height() - size.height()) / 2), size));
        return;
    }
    const int above = static_cast<int>(digitsScale() * (captionHeight() + digitsHeight()));
    m_definition->setGeometry(QRect(QPoint(0, above), size));
}

QSize VisitorCounter::minimumSizeHint() const
{
    if (m_isCompact)
        return sizeHint();
    return {sizeHint().width(),
            static_cast<int>(kSmallestDigits * (captionHeight() + digitsHeight())) + definitionHeight()};
}

void VisitorCounter::hideEvent(QHideEvent *event)
{
    finish();
    QWidget::hideEvent(event);
}

void VisitorCounter::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_isCompact) {
        paintCaption(painter, QPointF(kCompactDigits * digitsWidth() + kCompactGap, 0), height());
        painter.translate(0, height() / 2.0 - kCompactDigits * (captionHeight() + digitsHeight() / 2.0));
        painter.scale(kCompactDigits, kCompactDigits);
    } else {
        painter.scale(digitsScale(), digitsScale());
        paintCaption(painter, {}, captionHeight());
    }
    painter.setPen(theme.text);
    // The side bearing of big digits would set them off from the texts above and below.
    paintDigits(painter, QPointF(-4, captionHeight() + (digitsHeight() + m_digits.capHeight()) / 2));
}

void VisitorCounter::paintCaption(QPainter &painter, const QPointF &at, qreal height) const
{
    painter.setFont(Type::caption());
    painter.setPen(Theme::of(this).muted);
    painter.drawText(QRectF(at, QSizeF(width(), height)), Qt::AlignLeft | Qt::AlignVCenter, caption());
    if (m_filterIsSet) {
        painter.setFont(Type::small());
        painter.drawText(QRectF(at + QPointF(captionEnd(), 0), QSizeF(width(), height)),
                         Qt::AlignLeft | Qt::AlignVCenter, tr("all hits"));
    }
    paintRing(painter, at + QPointF(captionEnd() - kDotRoom / 2, height / 2));
}

void VisitorCounter::paintDigits(QPainter &painter, const QPointF &baseline) const
{
    const QString text = m_hasValue ? Format::number(m_roll.shown()) : QStringLiteral("—");
    const QString before = Format::number(m_roll.from());
    const auto first = std::ranges::mismatch(text, before).in1;
    // 999 → 1,000 moves nothing: every digit has another place.
    if (!m_roll.isMoving() || text.size() != before.size() || first == text.end())
        return m_digits.drawAt(painter, baseline, text);
    const qsizetype rolling = first - text.begin();
    qreal x = baseline.x();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QPointF at(x, baseline.y());
        if (i == rolling)
            paintRollingDigit(painter, at, before.at(i), text.at(i));
        else
            m_digits.drawAt(painter, at, QString(text.at(i)));
        x += m_digits.characterWidth(text.at(i));
    }
}

/// One digit goes out and the other comes in, through a mask that fades at both ends.
void VisitorCounter::paintRollingDigit(QPainter &painter, const QPointF &baseline, QChar from, QChar to) const
{
    constexpr qreal kFade = 0.18; ///< of the height
    const qreal width = std::ceil(std::max(m_digits.characterWidth(from), m_digits.characterWidth(to)));
    const qreal ratio = devicePixelRatioF();
    QPixmap cell((QSizeF(width, digitsHeight()) * ratio).toSize());
    cell.setDevicePixelRatio(ratio);
    cell.fill(Qt::transparent);
    QPainter inside(&cell);
    inside.setRenderHint(QPainter::Antialiasing);
    inside.setPen(painter.pen());
    const qreal travel = QEasingCurve(QEasingCurve::OutCubic).valueForProgress(m_roll.progress());
    const qreal way = m_roll.shown() > m_roll.from() ? digitsHeight() : -digitsHeight();
    const QPointF rest(0, baseline.y() - captionHeight());
    m_digits.drawAt(inside, rest - QPointF(0, travel * way), QString(from));
    m_digits.drawAt(inside, rest + QPointF(0, (1 - travel) * way), QString(to));
    QLinearGradient mask(0, 0, 0, digitsHeight());
    mask.setStops({{0, Qt::transparent}, {kFade, Qt::black}, {1 - kFade, Qt::black}, {1, Qt::transparent}});
    inside.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    inside.fillRect(QRectF(0, 0, width, digitsHeight()), mask);
    inside.end();
    painter.drawPixmap(QPointF(baseline.x(), captionHeight()), cell);
}

void VisitorCounter::paintRing(QPainter &painter, const QPointF &centre) const
{
    const Theme &theme = Theme::of(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_roll.goal() > 0 ? theme.accent : theme.faint);
    painter.drawEllipse(centre, 3, 3);
    if (m_ring.state() != QAbstractAnimation::Running)
        return;
    const double progress = m_ring.currentValue().toDouble();
    QColor colour = theme.accent;
    colour.setAlphaF(static_cast<float>(1 - progress));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5));
    painter.drawEllipse(centre, 3 + 5 * progress, 3 + 5 * progress);
}
