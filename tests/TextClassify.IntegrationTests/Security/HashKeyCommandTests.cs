using TextClassify.Api.Security;
using TextClassify.Infrastructure;

namespace TextClassify.Security;

public sealed class HashKeyCommandTests
{
    /// <summary>What the command writes, given to the service as its environment, admits the key that it shows.</summary>
    [Fact]
    public async Task Run_NameAndScopes_MakesAKeyThatIsAdmitted()
    {
        var (code, output, _) = Run("", "shop", "classify");
        string key = output.Split('\n')[0].Split(": ")[1].Trim();
        var settings = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Trim().Split('=', 2))
            .Select(pair => (pair[0]["TEXTCLASSIFY__".Length..].Replace("__", ":", StringComparison.Ordinal), pair[1]));
        await using var service = new Service(PolarityModel.Forward(), [.. settings]);
        service.Http.DefaultRequestHeaders.Add("X-Api-Key", key);

        Assert.Equal(0, code);
        Assert.Equal(200, (int)(await service.PostAsync("/classify", """{"inputs":"fine"}""")).Status);
        Assert.Equal(403, (int)(await service.PostAsync("/explain", """{"inputs":"fine"}""")).Status);
    }

    [Fact]
    public void Run_Twice_MakesTwoKeys() => Assert.NotEqual(Run("").Output, Run("").Output);

    /// <summary>SHA-256 of the 24 letters, as sha256sum gives it.</summary>
    [Fact]
    public void Run_OwnKey_WritesItsHashAndNotTheKey()
    {
        var (code, output, _) = Run("abcdefghijklmnopqrstuvwx\n", "shop", "explain", "--stdin");

        Assert.Equal(0, code);
        Assert.Contains("HASH=sha256:93b0cabf8668e0c534c52a568957499e12a284f59d97dc9b2725ef836804875b", output, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnopqrstuvwx", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("too short\n", "9 characters", "--stdin")]
    [InlineData("", "'everything'", "shop", "everything")]
    [InlineData("", "hash-key [NAME]", "--no-such")]
    public void Run_Unfit_SaysWhy(string input, string reason, params string[] args)
    {
        var (code, output, errors) = Run(input, args);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Errors) Run(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = HashKeyCommand.Run(args, new StringReader(input), output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
