using TextClassify.Training.Loops;

namespace TextClassify.Training.Tests.Loops;

public sealed class StepBudgetTests
{
    /// <summary>A second a step, a minute for them.</summary>
    [Fact]
    public void Fit_EvenPace_GivesTheStepsThatFit()
    {
        var time = new HandTime();
        var budget = new StepBudget(time, deadline: 60);

        // Of too few steps nothing is concluded.
        for (int done = 0; done < 20; done++, time.Seconds++)
        {
            Assert.Equal(1_000, budget.Fit(done, 1_000));
        }

        Assert.Equal(60, budget.Fit(20, 1_000));
        Assert.Equal(45, budget.Fit(20, 45));
    }

    [Fact]
    public void Fit_PaceThatHalves_GivesFewer()
    {
        var time = new HandTime();
        var budget = new StepBudget(time, deadline: 60);
        Assert.Equal(1_000, budget.Fit(0, 1_000));
        time.Seconds = 40;

        // 20 steps in 40 s, 20 s left: ten more.
        Assert.Equal(30, budget.Fit(20, 1_000));
    }

    [Fact]
    public void Fit_TimeIsUp_GivesThoseDone()
    {
        var time = new HandTime();
        var budget = new StepBudget(time, deadline: 60);
        Assert.Equal(100, budget.Fit(0, 100));
        time.Seconds = 60;

        Assert.Equal(7, budget.Fit(7, 100));
    }

    /// <summary>Steps that an earlier process did were done in its time.</summary>
    [Fact]
    public void Fit_ResumedRun_MeasuresItsOwnSteps()
    {
        var time = new HandTime();
        var budget = new StepBudget(time, deadline: 60);
        Assert.Equal(1_000, budget.Fit(500, 1_000));
        time.Seconds = 20;

        Assert.Equal(560, budget.Fit(520, 1_000));
    }

    [Fact]
    public void BeginSteps_PackagedRun_LeavesTimeForWhatFollows()
    {
        var time = new HandTime();
        var limit = new RunLimit(time, TimeSpan.FromSeconds(120)) { Packages = true, TakesMaps = true, Baseline = TimeSpan.FromSeconds(4) };
        time.Seconds = 10;

        // 110 s are left: 4 for the search, 5 for the package, 6 for the maps.
        Assert.Equal(10 + 95, limit.BeginSteps());
        Assert.True(limit.AllowsSearch);
        time.Seconds = 106;
        Assert.False(limit.AllowsSearch);
        Assert.True(limit.AllowsMaps);
        time.Seconds = 115;
        Assert.False(limit.AllowsMaps);
    }

    /// <summary>Forty seconds before the first step tell of a busy machine, on which packaging takes longer.</summary>
    [Fact]
    public void BeginSteps_SlowMachine_LeavesMoreTime()
    {
        var time = new HandTime();
        var limit = new RunLimit(time, TimeSpan.FromSeconds(120)) { Packages = true };
        time.Seconds = 40;

        Assert.Equal(40 + 80 - 14, limit.BeginSteps());
    }

    [Fact]
    public void BeginSteps_LittleTime_StillGivesAThirdToSteps()
    {
        var limit = new RunLimit(new HandTime(), TimeSpan.FromSeconds(12)) { Packages = true, TakesMaps = true };

        Assert.Equal(4, limit.BeginSteps());
    }
}
