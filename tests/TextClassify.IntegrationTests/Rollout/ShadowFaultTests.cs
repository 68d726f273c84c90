using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TextClassify.Inference.Traffic;
using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Rollout;

/// <summary>A comparison may fail in any way, and the next one is made.</summary>
public sealed class ShadowFaultTests
{
    public static TheoryData<Type> Faults =>

        [
            typeof(OperationCanceledException),
            typeof(TaskCanceledException),
            typeof(InvalidOperationException),
            typeof(OutOfMemoryException),
        ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Shadow_ThrowsAnything_TheNextIsComparedAndTheServiceLives(Type fault)
    {
        var shadow = PolarityModel.Forward();
        bool fails = true;
        shadow.Before = _ => fails ? throw (Exception)Activator.CreateInstance(fault)! : Task.CompletedTask;
        var registry = new FixedRegistry("polarity", PolarityModel.Over(PolarityModel.Forward()), PolarityModel.Over(shadow, version: "1"))
            .With(new ModelTraffic("polarity", "2", Shadow: "1"));
        await using var service = new Service(new ServiceFactory(registry));

        await service.PostAsync("/classify", """{"inputs":"fine"}""");
        await UntilAsync(service, "failed");
        fails = false;
        await service.PostAsync("/classify", """{"inputs":"fine"}""");
        await UntilAsync(service, "agreed");

        Assert.False(service.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    private static async Task UntilAsync(Service service, string outcome)
    {
        string series = $"textclassify_shadow_texts_total{{model=\"polarity\",outcome=\"{outcome}\",shadow=\"1\",version=\"2\"}}";
        for (int i = 0; ; i++)
        {
            if ((await Scrape.OfAsync(service)).Samples.GetValueOrDefault(series) == 1)
            {
                return;
            }

            Assert.True(i < 500, $"No text was counted as {outcome}.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
