using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TextClassify.Api.Hosting;

namespace TextClassify.Hosting;

public sealed class ServiceRunTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Run_PartOfItFails_EndsWithAnotherCodeThanAStop(bool fails, int code)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService(services => new Part(services.GetRequiredService<IHostApplicationLifetime>(), fails));

        Assert.Equal(
            code, await ServiceRun.RunAsync(builder.Build()).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private sealed class Part(IHostApplicationLifetime lifetime, bool fails) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (fails)
            {
                throw new InvalidOperationException("Nobody foresaw this.");
            }

            lifetime.StopApplication();
        }
    }
}
