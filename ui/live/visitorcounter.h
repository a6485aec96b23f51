// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/digitroll.h"
#include "ui/text/tabulartext.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

class QAbstractButton;
class QMenu;
class Settings;

/// The number of active visitors in big digits, with its definition below.
///
/// A new value moves one digit, the first that changes; see DigitRoll. Nothing moves while hidden or with
/// reduced motion. The window is chosen in the definition and kept in
/// Settings::windowMinutes. Main thread.
class VisitorCounter final : public QWidget
{
    Q_OBJECT

public:
    explicit VisitorCounter(Settings &settings, QWidget *parent = nullptr);

    /// `isAtLeast`: there were more than can be distinguished.
    void setValue(qint64 visitors, bool isAtLeast = false);
    /// Says that the number does not follow the filter that is set for the table.
    void setFilterIsSet(bool on);
    /// All in one line, with small digits, where height is short.
    void setCompact(bool on);
    qint64 value() const { return m_roll.goal(); } ///< the latest one that was set
    qint64 shownValue() const { return m_roll.shown(); }
    bool isRolling() const { return !m_roll.isDone(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QString caption() const;
    qreal captionEnd() const; ///< right of the dot
    qreal captionWidth() const; ///< with what stands behind it
    qreal digitsWidth() const; ///< at their full size
    qreal digitsScale() const;
    void placeDefinition();
    void paintCaption(QPainter &painter, const QPointF &at, qreal height) const;
    void buildMenu();
    void onWindowChanged();
    void finish();
    void advance();
    void describe();
    void paintDigits(QPainter &painter, const QPointF &baseline) const;
    void paintRollingDigit(QPainter &painter, const QPointF &baseline, QChar from, QChar to) const;
    void paintRing(QPainter &painter, const QPointF &centre) const;

    Settings &m_settings;
    TabularText m_digits;
    DigitRoll m_roll;
    QElapsedTimer m_time; ///< the clock of m_roll
    QTimer m_frames; ///< runs while there is something to move
    QVariantAnimation m_ring;
    QAbstractButton *m_definition;
    QMenu *m_menu;
    QTimer m_announce; ///< at most one accessible update a second
    bool m_hasValue = false;
    bool m_isAtLeast = false;
    bool m_filterIsSet = false;
    bool m_isCompact = false;
};
