package id.bekal.agreements.agreement;

import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.GridFSUploadStream;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;

import id.bekal.platform.web.NewIds;

import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/**
 * Files of signed originals, in GridFS. A file is doubtful from the moment it is stored, or is to
 * be replaced, until the agreement that refers to it is saved: the sweeper looks only at those.
 */
@Repository
class OriginalFiles {

    private static final String BUCKET = "originals";
    private static final String DOUBTFUL = "metadata.doubtful";

    private final GridFSBucket bucket;
    private final MongoOperations mongo;

    OriginalFiles(MongoDatabaseFactory databases, MongoOperations mongo) {
        this.bucket = GridFSBuckets.create(databases.getMongoDatabase(), BUCKET);
        this.mongo = mongo;
    }

    /** A file as stored. */
    record Stored(String file, long size, String sha256) {}

    /** Stores what the stream gives; if the stream fails, nothing stays. */
    Stored store(InputStream content, String fileName) throws IOException {
        String file = NewIds.random();
        GridFSUploadOptions doubtful =
                new GridFSUploadOptions().metadata(new Document("doubtful", true));
        MessageDigest digest = sha256();
        long size = 0;
        GridFSUploadStream upload = bucket.openUploadStream(id(file), fileName, doubtful);
        boolean complete = false;
        try {
            byte[] buffer = new byte[64 * 1024];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                upload.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                size += read;
            }
            complete = true;
        } finally {
            if (complete) {
                upload.close();
            } else {
                upload.abort();
            }
        }
        return new Stored(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Opens a file after its content was found to have the hash that was recorded. */
    InputStream open(String file, String sha256) {
        MessageDigest digest = sha256();
        try (InputStream content = bucket.openDownloadStream(id(file))) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw new IllegalStateException(
                    "original %s has hash %s, recorded was %s".formatted(file, found, sha256));
        }
        return bucket.openDownloadStream(id(file));
    }

    void doubt(String file) {
        mark(file, new Document("$set", new Document(DOUBTFUL, true)));
    }

    void confirm(String file) {
        mark(file, new Document("$unset", new Document(DOUBTFUL, "")));
    }

    private void mark(String file, Document change) {
        mongo.execute(
                BUCKET + ".files", files -> files.updateOne(new Document("_id", file), change));
    }

    void delete(String file) {
        bucket.delete(id(file));
    }

    /** Doubtful files stored before an instant. */
    List<String> doubtfulBefore(Instant instant) {
        List<String> found = new ArrayList<>();
        mongo.execute(
                BUCKET + ".files",
                files -> {
                    files.find(
                                    new Document(DOUBTFUL, true)
                                            .append(
                                                    "uploadDate",
                                                    new Document("$lt", Date.from(instant))))
                            .projection(new Document("_id", 1))
                            .forEach(file -> found.add(file.getString("_id")));
                    return found.size();
                });
        return found;
    }

    private static BsonValue id(String file) {
        return new BsonString(file);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
