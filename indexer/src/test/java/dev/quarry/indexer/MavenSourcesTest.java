package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a directory that the user's settings name as the mirror of everything: no network is needed. */
class MavenSourcesTest {

    @TempDir
    private Path directory;

    private Sources sources;

    @BeforeEach
    void publish() throws IOException, NoSuchAlgorithmException {
        Path published = directory.resolve("mirror/org/acme/shop/1.2");
        Files.createDirectories(published);
        Path jar = published.resolve("shop-1.2-sources.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("org/acme/Shop.java"));
            out.write("package org.acme; class Shop {}".getBytes(StandardCharsets.UTF_8));
        }
        byte[] checksum = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(jar));
        Files.writeString(
                published.resolve("shop-1.2-sources.jar.sha1"), HexFormat.of().formatHex(checksum));
        Path settings = Files.writeString(directory.resolve("settings.xml"), """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror><id>here</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(
                        directory.resolve("local"), directory.resolve("mirror").toUri()));
        sources = new Sources(new MavenSources(ContextOverrides.create()
                .withUserSettings(true)
                .withUserSettingsXmlOverride(settings)
                .build()));
    }

    @Test
    void sourcesComeFromWhereTheSettingsSayAndAreKeptThere() {
        try (OpenSource source = sources.open("maven:org.acme:shop:1.2")) {
            Repository repository = source.repositories().getFirst();
            assertThat(repository.name()).isEqualTo("org.acme:shop:1.2");
            assertThat(repository.files()).extracting(RepositoryFile::path).containsExactly("org/acme/Shop.java");
        }
        assertThat(directory.resolve("local/org/acme/shop/1.2/shop-1.2-sources.jar"))
                .exists();
    }

    @Test
    void whatIsNotPublishedGivesOneClearLine() {
        assertThatThrownBy(() -> sources.open("maven:org.acme:shop:9"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("maven:org.acme:shop:9: its sources jar cannot be had (")
                .hasMessageEndingWith("check the coordinate, the network and the repositories in your Maven settings")
                .hasMessageNotContaining("\n");
    }
}
