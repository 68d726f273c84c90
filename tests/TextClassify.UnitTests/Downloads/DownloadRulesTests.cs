using TextClassify.Inference.Downloads;

namespace TextClassify.UnitTests.Downloads;

public sealed class DownloadRulesTests
{
    [Theory]
    [InlineData("https://models.example.com/a.zip?X-Amz-Signature=secret")]
    [InlineData("https://MODELS.example.com:8443/a.zip")]
    [InlineData("https://[::1]:8444/a.zip")]
    [InlineData("https://any.example.com:1/a.zip")]
    [InlineData("http://127.0.0.1:9000/a.zip")]
    public void Check_HostOfTheList_IsFetchedFrom(string url) => Assert.Null(Rules.Check(new Uri(url)));

    [Theory]
    [InlineData("http://models.example.com/a.zip", "over https only")]
    [InlineData("https://example.com/a.zip?X-Amz-Signature=secret", "not fetched from example.com")]
    [InlineData("https://models.example.com.evil.net/a.zip", "not fetched from models.example.com.evil.net")]
    [InlineData("https://models.example.com@evil.net/a.zip", "no user name")]
    [InlineData("https://169.254.169.254/latest", "not fetched from 169.254.169.254")]
    [InlineData("https://[::1]/a.zip", "not fetched from [::1]")]
    [InlineData("http://localhost/a.zip", "not fetched from localhost:80")]
    [InlineData("https://models.example.com:22/a.zip", "not fetched from models.example.com:22")]
    [InlineData("http://127.0.0.1:9001/a.zip", "not fetched from 127.0.0.1:9001")]
    [InlineData("https://[::1]:8445/a.zip", "not fetched from [::1]:8445")]
    [InlineData("file:///etc/passwd", "begins with https://")]
    [InlineData("ftp://models.example.com/a.zip", "begins with https://")]
    public void Check_AnythingElse_IsNotAndTellsNoSignature(string url, string part)
    {
        string? reason = Rules.Check(new Uri(url));

        Assert.Contains(part, reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NoHosts_FetchesNothing() => Assert.NotNull(new DownloadRules("").Check(new Uri("https://models.example.com/a.zip")));

    private static DownloadRules Rules => new("models.example.com, models.example.com:8443, 127.0.0.1:9000, [::1]:8444, any.example.com:*");
}
