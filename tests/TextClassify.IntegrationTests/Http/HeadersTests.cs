using TextClassify.Infrastructure;

namespace TextClassify.Http;

public sealed class HeadersTests
{
    [Theory]
    [InlineData("/models")]
    [InlineData("/nowhere")]
    [InlineData("/swagger/index.html")]
    public async Task Get_AnyAnswer_TellsTheBrowserWhatItMayDo(string path)
    {
        var factory = new ServiceFactory(new FixedRegistry("polarity", PolarityModel.Over(PolarityModel.Forward())));
        factory.UseKestrel(0);
        await using var service = new Service(factory);

        var headers = (await service.GetAsync(path)).Headers;

        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("default-src 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(headers.Contains("Server"));
        Assert.False(headers.Contains("X-Powered-By"));
    }
}
