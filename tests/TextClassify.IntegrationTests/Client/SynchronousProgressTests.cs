using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Client;

public sealed class SynchronousProgressTests(Service service) : IClassFixture<Service>
{
    /// <summary>Reports that were posted would stand in any order, and some after the end; each here comes before the results it
    /// counts.</summary>
    [Fact]
    public async Task Report_OfAStream_ComesInOrderAndBeforeItsResults()
    {
        var cancel = TestContext.Current.CancellationToken;
        long answered = 0;
        var seen = new List<long>();
        int results = 0;
        var texts = Enumerable.Range(0, 200).Select(i => new TextInput($"fine {i}")).ToAsyncEnumerable();
        var progress = new SynchronousProgress<StreamProgress>(step =>
        {
            seen.Add(step.Answered);
            answered = step.Answered;
        });

        await foreach (var _ in ClientServices.Of(service).ClassifyAsync(texts, new StreamOptions { BatchSize = 2 }, progress, cancel))
        {
            Assert.InRange(++results, 1, answered);
        }

        Assert.Equal(seen.Order(), seen);
        Assert.Equal((200, 100), (seen[^1], seen.Count));
    }
}
