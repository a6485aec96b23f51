// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"
#include "ui/widgets/progressstrip.h"

/// Progress of judging stored hits again by the current bot rules.
class JudgePanel final : public ProgressStrip
{
    Q_OBJECT

public:
    JudgePanel(HitQuestions &source, QWidget *parent = nullptr);

    /// `site` empty = all. Cancels a running one.
    void start(const QString &site);
    bool isRunning() const { return m_asking.isOpen(); }

protected:
    void cancel() override;

private:
    HitQuestions &m_source;
    Asking m_asking;
};
