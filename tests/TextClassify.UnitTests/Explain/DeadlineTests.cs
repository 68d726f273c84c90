using Microsoft.Extensions.Time.Testing;
using TextClassify.Explain;

namespace TextClassify.UnitTests.Explain;

public sealed class DeadlineTests
{
    [Fact]
    public void Passed_Clock_IsAskedEveryTime()
    {
        var time = new FakeTimeProvider();
        var deadline = Deadline.After(time, TimeSpan.FromMilliseconds(10));

        Assert.False(deadline.Passed);
        time.Advance(TimeSpan.FromMilliseconds(9));
        Assert.False(deadline.Passed);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(deadline.Passed);
        Assert.False(Deadline.None.Passed);
    }
}
