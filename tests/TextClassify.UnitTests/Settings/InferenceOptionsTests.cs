using TextClassify.Inference.Registry;
using TextClassify.Inference.Settings;

namespace TextClassify.UnitTests.Settings;

public sealed class InferenceOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass()
    {
        Assert.True(new InferenceOptionsValidator().Validate(null, new InferenceOptions()).Succeeded);
        Assert.True(new ModelsOptionsValidator().Validate(null, new ModelsOptions()).Succeeded);
    }

    [Fact]
    public void Validate_SeveralOutOfRange_NamesThemAll()
    {
        var options = new InferenceOptions
        {
            ExecutionProvider = (ExecutionProvider)7,
            MaxConcurrentRuns = -1,
            QueueCapacity = 0,
            MaxBatchTokens = 0,
            IntraOpThreads = 0,
        };

        var failures = new InferenceOptionsValidator().Validate(null, options).Failures!.ToArray();

        Assert.Equal(5, failures.Length);
        Assert.Contains(failures, failure => failure.Contains("QueueCapacity", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_NoDirectory_Fails() =>
        Assert.True(new ModelsOptionsValidator().Validate(null, new ModelsOptions { Directory = "" }).Failed);
}
