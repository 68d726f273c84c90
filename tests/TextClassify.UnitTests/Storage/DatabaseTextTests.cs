using TextClassify.Storage.Settings;

namespace TextClassify.Storage;

public sealed class DatabaseTextTests
{
    [Fact]
    public void Fault_OfAConnectionString_None() =>
        Assert.Null(DatabaseText.Fault("Host=db;Port=5433;Database=textclassify;Username=a;Password=b;SSL Mode=Require"));

    [Theory]
    [InlineData("Database=textclassify;Password=sesame")]
    [InlineData("Host=db;Passwort=sesame")]
    [InlineData("Host=db;Port=many;Password=sesame")]
    [InlineData("postgres://a:sesame@db/textclassify")]
    public void Fault_OfAnotherText_SaysWhyAndNoSecret(string text)
    {
        string? fault = DatabaseText.Fault(text);

        Assert.NotNull(fault);
        Assert.DoesNotContain("sesame", fault, StringComparison.Ordinal);
    }
}
