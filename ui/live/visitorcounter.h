// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"

#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

class QAbstractButton;
class QMenu;
class Settings;

/// The number of active visitors in big digits that roll to a new value, with its definition below.
///
/// A new value while rolling changes the target, not the position: the digits never jump back. Nothing
/// moves while hidden or with reduced motion. The window is chosen in the definition and kept in
/// Settings::windowMinutes. Main thread.
class VisitorCounter final : public QWidget
{
    Q_OBJECT

public:
    explicit VisitorCounter(Settings &settings, QWidget *parent = nullptr);

    /// `isAtLeast`: there were more than can be distinguished.
    void setValue(qint64 visitors, bool isAtLeast = false);
    qint64 value() const { return m_goal; } ///< the value shown or rolling in
    double shownValue() const { return m_shown; }
    bool isRolling() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildMenu();
    void onWindowChanged();
    void finish();
    void describe();
    void paintDigits(QPainter &painter, const QPointF &baseline) const;
    void paintRing(QPainter &painter, const QPointF &centre) const;

    Settings &m_settings;
    TabularText m_digits;
    QVariantAnimation m_roll;
    QVariantAnimation m_ring;
    QAbstractButton *m_definition;
    QMenu *m_menu;
    QTimer m_announce; ///< at most one accessible update a second
    qint64 m_goal = 0;
    double m_shown = 0;
    bool m_hasValue = false;
    bool m_isAtLeast = false;
};
