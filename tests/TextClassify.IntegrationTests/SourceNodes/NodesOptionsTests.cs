using TextClassify.Api.SourceNodes;

namespace TextClassify.SourceNodes;

public sealed class NodesOptionsTests
{
    [Theory]
    [InlineData("", "case", "Nodes:Models is 'case' and Nodes:Url is empty")]
    [InlineData("nats://here", "", "Nodes:Url names a broker and Nodes:Models no model")]
    [InlineData("http://here", "case", "Nodes:Url has 'http://here'")]
    [InlineData("nats://me:secret@here", "case", "Nodes:Url has a user or a password in it")]
    [InlineData("nats://here", "case,A", "Nodes:Models has 'A'")]
    public void Validate_WhatCannotWork_IsSaid(string url, string models, string said)
    {
        var result = new NodesOptionsRules().Validate(null, new NodesOptions { Url = url, Models = models });

        Assert.StartsWith(said, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_FileThatIsNone_IsSaid()
    {
        var options = new NodesOptions { Url = "tls://here", Models = "case", User = "u", PasswordFile = "/none", CaFile = "/none" };

        Assert.Equal(
            ["Nodes:PasswordFile is '/none', which is not a file.", "Nodes:CaFile is '/none', which is not a file."],
            new NodesOptionsRules().Validate(null, options).Failures!);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("nats://one:4222, tls://two", "case, reviews")]
    public void Validate_OffOrWhole_IsFine(string url, string models) =>
        Assert.True(new NodesOptionsRules().Validate(null, new NodesOptions { Url = url, Models = models }).Succeeded);

    [Theory]
    [InlineData(1, 5_000, "LateInARow")]
    [InlineData(1_001, 5_000, "LateInARow")]
    [InlineData(3, 499, "Break")]
    [InlineData(3, 3_600_001, "Break")]
    public void Validate_CircuitOutOfRange_IsSaid(int late, int milliseconds, string setting)
    {
        var options = new NodesOptions { LateInARow = late, Break = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.Contains(
            setting, Assert.Single(new NodesOptionsValidator().Validate(null, options).Failures!), StringComparison.Ordinal);
    }
}
